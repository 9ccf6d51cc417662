import azure.cognitiveservices.speech as speechsdk


def config(resource_id, token, region):
    return speechsdk.SpeechConfig(auth_token=f"aad#{resource_id}#{token}", region=region)
