import * as sdk from 'microsoft-cognitiveservices-speech-sdk';

export const config = sdk.SpeechConfig.fromSubscription(process.env.SPEECH_KEY ?? '', 'westeurope'); // finds: source-uses-entra
