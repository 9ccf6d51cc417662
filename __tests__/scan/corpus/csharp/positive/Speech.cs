using Microsoft.CognitiveServices.Speech;

var config = SpeechConfig.FromSubscription(Environment.GetEnvironmentVariable("SPEECH_KEY"), "westeurope"); // finds: source-uses-entra
