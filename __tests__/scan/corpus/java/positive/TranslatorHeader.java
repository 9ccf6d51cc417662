import okhttp3.Request;

class TranslatorHeader {
    Request make(String key) {
        return new Request.Builder()
                .url("https://api.cognitive.microsofttranslator.com/translate?api-version=3.0&to=de")
                .addHeader("Ocp-Apim-Subscription-Key", key) // finds: source-uses-entra
                .build();
    }
}
