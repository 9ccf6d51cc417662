import os
import azure.cognitiveservices.speech as speechsdk

config = speechsdk.SpeechConfig(subscription=os.environ.get("SPEECH_KEY"), region="westeurope")  # finds: source-uses-entra
