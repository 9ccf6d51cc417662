import com.openai.client.okhttp.OpenAIOkHttpClient;

class PlainOpenAi {
    // Not on Azure.
    Object client = OpenAIOkHttpClient.builder().apiKey(System.getenv("OPENAI_API_KEY")).build();
}
