import azure.cognitiveservices.speech as speechsdk


def recognizer(key, region):
    config = speechsdk.SpeechConfig(key, region)  # finds: source-uses-entra
    return speechsdk.SpeechRecognizer(config)
