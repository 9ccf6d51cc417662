import type { FixParts } from '../domain/finding.ts';

/**
 * The concrete way from a key to Entra, one per SDK. `https://cognitiveservices.azure.com/.default` serves the
 * Azure OpenAI routes, `https://ai.azure.com/.default` the `/models` and project routes
 * (learn.microsoft.com, "Configure keyless authentication with Microsoft Entra ID").
 */
const OPENAI_SCOPE = 'https://cognitiveservices.azure.com/.default';
const FOUNDRY_SCOPE = 'https://ai.azure.com/.default';

const PYTHON_PROVIDER = `from azure.identity import DefaultAzureCredential, get_bearer_token_provider
token_provider = get_bearer_token_provider(DefaultAzureCredential(), "${OPENAI_SCOPE}")`;
const NODE_PROVIDER = `import { DefaultAzureCredential, getBearerTokenProvider } from "@azure/identity";
const azureADTokenProvider = getBearerTokenProvider(new DefaultAzureCredential(), "${OPENAI_SCOPE}");`;
const CURL = `TOKEN=$(az account get-access-token --resource https://cognitiveservices.azure.com --query accessToken -o tsv)
curl -H "Authorization: Bearer $TOKEN" ...`;

const REWRITES = {
  'python-openai': {
    say: 'Give the client a token provider and remove the key.',
    Code: `${PYTHON_PROVIDER}
client = AzureOpenAI(azure_endpoint=endpoint, api_version=version, azure_ad_token_provider=token_provider)`,
  },
  'python-openai-v1': {
    say: 'Give the client a token provider where the key was; the openai package calls it for each request.',
    Code: `${PYTHON_PROVIDER}
client = OpenAI(base_url="https://NAME.openai.azure.com/openai/v1/", api_key=token_provider)`,
  },
  'python-openai-legacy': {
    say: 'Move to openai 1.x, whose AzureOpenAI client renews tokens by itself.',
    Code: `${PYTHON_PROVIDER}
client = AzureOpenAI(azure_endpoint=endpoint, api_version=version, azure_ad_token_provider=token_provider)`,
  },
  'python-langchain': {
    say: 'Give the model a token provider and remove the key from the code and the environment.',
    Code: `${PYTHON_PROVIDER}
llm = AzureChatOpenAI(azure_endpoint=endpoint, azure_deployment=deployment, api_version=version, azure_ad_token_provider=token_provider)`,
  },
  'python-langchain-azure-ai': {
    say: 'Give the model a token credential.',
    Code: `from azure.identity import DefaultAzureCredential
model = AzureAIChatCompletionsModel(endpoint=endpoint, credential=DefaultAzureCredential(), model=name)`,
  },
  'python-llama-index': {
    say: 'Let the model use Entra ID.',
    Code: `${PYTHON_PROVIDER}
llm = AzureOpenAI(engine=deployment, azure_endpoint=endpoint, use_azure_ad=True, azure_ad_token_provider=token_provider)`,
  },
  'python-semantic-kernel': {
    say: 'Give the service a credential and remove the key from the code and the environment.',
    Code: `from azure.identity import DefaultAzureCredential
service = AzureChatCompletion(deployment_name=deployment, endpoint=endpoint, credential=DefaultAzureCredential())`,
  },
  'python-litellm': {
    say: 'Give LiteLLM a token provider and remove AZURE_API_KEY from the environment.',
    Code: `${PYTHON_PROVIDER}
completion(model="azure/DEPLOYMENT", api_base=endpoint, azure_ad_token_provider=token_provider, messages=messages)`,
  },
  'python-anthropic': {
    say: 'Give the Foundry client a token provider and remove the key from the code and the environment.',
    Code: `from azure.identity import DefaultAzureCredential, get_bearer_token_provider
token_provider = get_bearer_token_provider(DefaultAzureCredential(), "${FOUNDRY_SCOPE}")
client = AnthropicFoundry(resource=name, azure_ad_token_provider=token_provider)`,
  },
  'python-speech': {
    say: 'Give the speech configuration a token credential; the resource needs a custom subdomain.',
    Code: `from azure.identity import DefaultAzureCredential
config = speechsdk.SpeechConfig(token_credential=DefaultAzureCredential(), endpoint="https://NAME.cognitiveservices.azure.com")`,
  },
  'python-azure-sdk': {
    say: 'Give the client a token credential.',
    Code: `from azure.identity import DefaultAzureCredential
client = Client(endpoint=endpoint, credential=DefaultAzureCredential())
# azure-ai-inference only: credential_scopes=["${FOUNDRY_SCOPE}"]`,
  },
  'python-http': {
    say: 'Send a token where the key header was.',
    Code: `${PYTHON_PROVIDER}
headers = {"Authorization": f"Bearer {token_provider()}"}`,
  },
  'node-openai': {
    say: 'Give the client a token provider, and remove AZURE_OPENAI_API_KEY from the environment: the openai package refuses both together.',
    Code: `${NODE_PROVIDER}
const client = new AzureOpenAI({ endpoint, apiVersion, deployment, azureADTokenProvider });`,
  },
  'node-openai-v1': {
    say: 'Give the client a token provider where the key was; the openai package calls it for each request.',
    Code: `${NODE_PROVIDER}
const client = new OpenAI({ baseURL: "https://NAME.openai.azure.com/openai/v1/", apiKey: azureADTokenProvider });`,
  },
  'node-langchain': {
    say: 'Give the model a token provider, and remove AZURE_OPENAI_API_KEY from the environment: it is read even so.',
    Code: `${NODE_PROVIDER}
const model = new AzureChatOpenAI({ azureADTokenProvider, azureOpenAIApiDeploymentName: deployment, azureOpenAIApiVersion: version });`,
  },
  'node-ai-sdk': {
    say: 'Send a token with each request in place of the key.',
    Code: `${NODE_PROVIDER}
const azure = createAzure({
  resourceName,
  apiKey: "unused",
  fetch: async (url, init) => {
    const headers = new Headers(init?.headers);
    headers.delete("api-key");
    headers.set("Authorization", \`Bearer \${await azureADTokenProvider()}\`);
    return fetch(url, { ...init, headers });
  },
});`,
  },
  'node-anthropic': {
    say: 'Give the Foundry client a token provider, and remove ANTHROPIC_FOUNDRY_API_KEY from the environment: the package refuses both together.',
    Code: `import { DefaultAzureCredential, getBearerTokenProvider } from "@azure/identity";
const azureADTokenProvider = getBearerTokenProvider(new DefaultAzureCredential(), "${FOUNDRY_SCOPE}");
const client = new AnthropicFoundry({ resource, azureADTokenProvider });`,
  },
  'node-inference': {
    say: 'Give the client a token credential and the scope of Foundry; its own default scope is another one.',
    Code: `import { DefaultAzureCredential } from "@azure/identity";
const client = ModelClient(endpoint, new DefaultAzureCredential(), { credentials: { scopes: ["${FOUNDRY_SCOPE}"] } });`,
  },
  'node-azure-sdk': {
    say: 'Give the client a token credential.',
    Code: `import { DefaultAzureCredential } from "@azure/identity";
const client = new Client(endpoint, new DefaultAzureCredential());`,
  },
  'node-speech': {
    say: 'Make the speech configuration from a token credential (Speech SDK 1.47 or later), which it asks for new tokens; the resource needs a custom subdomain.',
    Code: `import { DefaultAzureCredential } from "@azure/identity";
const config = SpeechConfig.fromEndpoint(new URL("https://NAME.cognitiveservices.azure.com"), new DefaultAzureCredential());`,
  },
  'node-http': {
    say: 'Send a token where the key header was.',
    Code: `${NODE_PROVIDER}
const headers = { Authorization: \`Bearer \${await azureADTokenProvider()}\` };`,
  },
  'node-leftover': {
    say: 'Remove AZURE_OPENAI_API_KEY: the openai package reads it even so and throws when a token provider is passed too.',
    Code: 'delete process.env.AZURE_OPENAI_API_KEY; // and take it out of the environment and its templates',
  },
  'dotnet-openai': {
    say: 'Give the client a token credential.',
    Code: `using Azure.Identity;
var client = new AzureOpenAIClient(new Uri(endpoint), new DefaultAzureCredential());`,
  },
  'dotnet-openai-v1': {
    say: 'Give the client a bearer token policy.',
    Code: `using Azure.Identity;
using System.ClientModel.Primitives;
#pragma warning disable OPENAI001 // the constructor is marked experimental
var policy = new BearerTokenPolicy(new DefaultAzureCredential(), "${OPENAI_SCOPE}");
var client = new OpenAIClient(policy, new OpenAIClientOptions { Endpoint = new Uri("https://NAME.openai.azure.com/openai/v1/") });`,
  },
  'dotnet-inference': {
    say: 'Give the client a token credential and the scope of Foundry.',
    Code: `using Azure.Core.Pipeline;
using Azure.Identity;
var options = new AzureAIInferenceClientOptions();
options.AddPolicy(new BearerTokenAuthenticationPolicy(new DefaultAzureCredential(), new[] { "${FOUNDRY_SCOPE}" }), HttpPipelinePosition.PerRetry);
var client = new ChatCompletionsClient(new Uri(endpoint), new DefaultAzureCredential(), options);`,
  },
  'dotnet-semantic-kernel': {
    say: 'Use the overload with a token credential.',
    Code: `using Azure.Identity;
builder.AddAzureOpenAIChatCompletion(deploymentName, endpoint, new DefaultAzureCredential());`,
  },
  'dotnet-kernel-memory': {
    say: 'Set the authentication to Azure identity and leave out the key.',
    Code: `new AzureOpenAIConfig { Auth = AzureOpenAIConfig.AuthTypes.AzureIdentity, Endpoint = endpoint, Deployment = deployment }`,
  },
  'dotnet-azure-sdk': {
    say: 'Give the client a token credential.',
    Code: `using Azure.Identity;
var client = new Client(new Uri(endpoint), new DefaultAzureCredential());`,
  },
  'dotnet-speech': {
    say: 'Make the speech configuration from a token credential; the resource needs a custom subdomain.',
    Code: `using Azure.Identity;
var config = SpeechConfig.FromEndpoint(new Uri("https://NAME.cognitiveservices.azure.com"), new DefaultAzureCredential());`,
  },
  'dotnet-http': {
    say: 'Send a token with each request where the key header was: one in DefaultRequestHeaders expires while the client lives.',
    Code: `using Azure.Core;
using Azure.Identity;
var credential = new DefaultAzureCredential(); // make it once: it caches tokens
var token = await credential.GetTokenAsync(new TokenRequestContext(["${OPENAI_SCOPE}"]), default);
request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);`,
  },
  'dotnet-config': {
    say: 'Leave out the key: with only an endpoint the client integrations use DefaultAzureCredential.',
    Code: `"ConnectionStrings": { "openai": "Endpoint=https://NAME.openai.azure.com/" }`,
  },
  'java-openai': {
    say: 'Give the builder a token credential.',
    Code: `import com.azure.identity.DefaultAzureCredentialBuilder;
.credential(new DefaultAzureCredentialBuilder().build())`,
  },
  'java-openai-v1': {
    say: 'Give the builder a bearer token supplier.',
    Code: `import com.azure.identity.AuthenticationUtil;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.openai.credential.BearerTokenCredential;
.credential(BearerTokenCredential.create(AuthenticationUtil.getBearerTokenSupplier(
    new DefaultAzureCredentialBuilder().build(), "${OPENAI_SCOPE}")))`,
  },
  'java-langchain4j': {
    say: 'Give the model a token credential.',
    Code: `AzureOpenAiChatModel.builder()
    .endpoint(endpoint)
    .tokenCredential(new DefaultAzureCredentialBuilder().build())
    .deploymentName(deployment)
    .build();`,
  },
  'java-speech': {
    say: 'Make the speech configuration from a token credential; the resource needs a custom subdomain.',
    Code: `SpeechConfig config = SpeechConfig.fromEndpoint(
    new URI("https://NAME.cognitiveservices.azure.com"), new DefaultAzureCredentialBuilder().build());`,
  },
  'java-http': {
    say: 'Send a token where the key header was.',
    Code: `String token = new DefaultAzureCredentialBuilder().build()
    .getTokenSync(new TokenRequestContext().addScopes("${OPENAI_SCOPE}")).getToken();
.header("Authorization", "Bearer " + token)`,
  },
  spring: {
    say: 'Leave out the key: with azure-identity on the class path the starter uses DefaultAzureCredential.',
    Code: `spring.ai.azure.openai.endpoint=https://NAME.openai.azure.com/
# no spring.ai.azure.openai.api-key; add com.azure:azure-identity to the dependencies`,
  },
  'go-azopenai': {
    say: 'Make the client from a token credential.',
    Code: `cred, err := azidentity.NewDefaultAzureCredential(nil)
client, err := azopenai.NewClient(endpoint, cred, nil)`,
  },
  'go-openai': {
    say: 'Use the option that takes a token credential.',
    Code: `cred, err := azidentity.NewDefaultAzureCredential(nil)
client := openai.NewClient(azure.WithEndpoint(endpoint, apiVersion), azure.WithTokenCredential(cred))`,
  },
  'go-http': {
    say: 'Send a token where the key header was.',
    Code: `cred, err := azidentity.NewDefaultAzureCredential(nil)
token, err := cred.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{"${OPENAI_SCOPE}"}})
req.Header.Set("Authorization", "Bearer "+token.Token)`,
  },
  shell: {
    say: 'Send a token where the key was.',
    az: CURL,
  },
  'shell-keys': {
    say: 'Do not read the keys; sign in and ask for a token.',
    az: CURL,
  },
  powershell: {
    say: 'Do not read or make keys; ask for a token. It is a SecureString, which Invoke-RestMethod of PowerShell 7 takes as it is.',
    Code: `$token = (Get-AzAccessToken -ResourceUrl "https://cognitiveservices.azure.com" -AsSecureString).Token
Invoke-RestMethod -Uri $uri -Method Post -Authentication Bearer -Token $token -ContentType application/json -Body $body`,
  },
  http: {
    say: 'Send a token where the key header was.',
    Code: 'Authorization: Bearer {{token}}',
    az: 'az account get-access-token --resource https://cognitiveservices.azure.com --query accessToken -o tsv',
  },
  environment: {
    say: 'Remove the variable, and let the code use DefaultAzureCredential; a client that finds the variable uses it.',
    Code: `AZURE_OPENAI_ENDPOINT=https://NAME.openai.azure.com/
# no key: az login on a desk, a managed or workload identity in Azure and in GitHub Actions`,
  },
  workflow: {
    say: 'Remove the secret from the job and sign in with the identity of the workflow.',
    Code: `permissions:
  id-token: write
  contents: read
steps:
  - uses: azure/login@v2
    with:
      client-id: \${{ vars.AZURE_CLIENT_ID }}
      tenant-id: \${{ vars.AZURE_TENANT_ID }}
      subscription-id: \${{ vars.AZURE_SUBSCRIPTION_ID }}`,
  },
  litellm: {
    say: 'Remove the key and let LiteLLM use Entra ID.',
    Code: `litellm_params:
  model: azure/DEPLOYMENT
  api_base: https://NAME.openai.azure.com/
litellm_settings:
  enable_azure_ad_token_refresh: true`,
  },
  connection: {
    say: 'Leave out the key; a connection without one uses Entra ID.',
    Code: `type: azure_ai_services
endpoint: https://NAME.cognitiveservices.azure.com/
# no api_key`,
  },
  'apim-backend': {
    say: 'Leave out the header; let the policy of the API send a token of the managed identity of API Management, which needs the role Cognitive Services User on the account.',
    Code: `<authentication-managed-identity resource="https://cognitiveservices.azure.com" />`,
  },
  'search-skillset': {
    say: 'Let the search service call the account with its managed identity, which needs the role Cognitive Services User there.',
    Code: `from azure.search.documents.indexes.models import AIServicesAccountIdentity
cognitive_services_account = AIServicesAccountIdentity(subdomain_url="https://NAME.cognitiveservices.azure.com")`,
  },
  'key-read': {
    say: 'Stop reading the key; make a token credential where the client is made.',
  },
} as const satisfies Readonly<Record<string, FixParts>>;

export type RewriteName = keyof typeof REWRITES;

export const REWRITE_NAMES = Object.keys(REWRITES) as readonly RewriteName[];

export function rewrite(name: RewriteName): FixParts {
  return REWRITES[name];
}
