import com.microsoft.cognitiveservices.speech.SpeechConfig;

class Speech {
    SpeechConfig config = SpeechConfig.fromSubscription(System.getenv("SPEECH_KEY"), "westeurope"); // finds: source-uses-entra
}
