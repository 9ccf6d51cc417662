import { describe, expect, it } from '@jest/globals';
import { findingsIn } from './repository.ts';

/** One way to authenticate, as documentation shows it with a key and with Entra ID. */
interface Pattern {
  readonly file: string;
  readonly key: string;
  readonly entra?: string;
}

const python = (head: string, key: string, entra?: string): Pattern => ({
  file: 'app.py',
  key: `import os\n${head}\n${key}\n`,
  ...(entra === undefined ? {} : { entra: `import os\n${head}\n${entra}\n` }),
});
const ts = (head: string, key: string, entra?: string): Pattern => ({
  ...python(head, key, entra),
  file: 'app.ts',
  key: `${head}\n${key}\n`,
  ...(entra === undefined ? {} : { entra: `${head}\n${entra}\n` }),
});
const cs = (head: string, key: string, entra?: string): Pattern => ({
  ...ts(head, key, entra),
  file: 'App.cs',
});
const java = (head: string, key: string, entra?: string): Pattern => {
  const whole = (body: string): string => `${head}\nclass App { Object it = ${body}; }\n`;
  return {
    file: 'App.java',
    key: whole(key),
    ...(entra === undefined ? {} : { entra: whole(entra) }),
  };
};
const go = (head: string, key: string, entra?: string): Pattern => {
  const whole = (body: string): string => `package a\n${head}\nvar it = ${body}\n`;
  return {
    file: 'app.go',
    key: whole(key),
    ...(entra === undefined ? {} : { entra: whole(entra) }),
  };
};
const file = (name: string, key: string, entra?: string): Pattern => ({
  file: name,
  key,
  ...(entra === undefined ? {} : { entra }),
});

const PROVIDER =
  'get_bearer_token_provider(DefaultAzureCredential(), "https://cognitiveservices.azure.com/.default")';
const URL = '"https://contoso.openai.azure.com/openai/v1/"';
const WORKFLOW = '.github/workflows/a.yml';
const step = (line: string): string =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${line}\n`;

const PATTERNS: Readonly<Record<string, Pattern>> = {
  'Python, openai v1: no key': python(
    'from openai import OpenAI',
    `OpenAI(base_url=${URL})`,
    `OpenAI(base_url=${URL}, api_key=${PROVIDER})`,
  ),
  'Python, openai v1: no key, address from the environment': python(
    'from openai import OpenAI',
    'OpenAI(base_url=os.environ["AZURE_OPENAI_ENDPOINT"])',
    'os.environ["OPENAI_API_KEY"] = DefaultAzureCredential().get_token(s).token\nOpenAI(base_url=os.environ["AZURE_OPENAI_ENDPOINT"])',
  ),
  'TypeScript, openai v1: no key': ts(
    'import OpenAI from "openai";',
    `new OpenAI({ baseURL: ${URL} });`,
    `new OpenAI({ baseURL: ${URL}, apiKey: getBearerTokenProvider(credential, scope) });`,
  ),
  'TypeScript, AI SDK: a method of the ready-made instance': ts(
    'import { azure, createAzure } from "@ai-sdk/azure";\nimport { generateText } from "ai";',
    'await generateText({ model: azure.responses("gpt-5"), prompt });',
    'const own = createAzure({ fetch: withToken });\nawait generateText({ model: own.responses("gpt-5"), prompt });',
  ),
  'TypeScript, AI SDK: embeddings of the ready-made instance': ts(
    'import { azure } from "@ai-sdk/azure";',
    'const a = azure.textEmbeddingModel("x");\nconst b = azure.embedding("x");',
  ),
  'Python, LangChain: init_chat_model with a key': python(
    'from langchain.chat_models import init_chat_model',
    'init_chat_model("azure_openai:gpt-4o", api_key=k)',
    `init_chat_model("azure_openai:gpt-4o", azure_ad_token_provider=${PROVIDER})`,
  ),
  'Python, LangChain: init_chat_model with a provider by name': python(
    'from langchain.chat_models import init_chat_model',
    'init_chat_model("gpt-4o", model_provider="azure_openai")',
    'init_chat_model("gpt-4o", model_provider="openai", api_key=k) # azure_openai has a key',
  ),
  'Python, LangChain: init_chat_model of Azure AI': python(
    'from langchain.chat_models import init_chat_model\nfrom azure.identity import DefaultAzureCredential',
    'init_chat_model("azure_ai:DeepSeek-R1", credential=os.environ["K"])',
    'init_chat_model("azure_ai:DeepSeek-R1", credential=DefaultAzureCredential())',
  ),
  'TypeScript, LangChain: initChatModel': ts(
    'import { initChatModel } from "langchain/chat_models/universal";',
    'await initChatModel("azure_openai:gpt-4o", { temperature: 0 });',
    'await initChatModel("openai:gpt-4o", { apiKey: k }); // azure_openai has another',
  ),
  'Python, LlamaIndex: no key': python(
    'from llama_index.llms.azure_openai import AzureOpenAI',
    'AzureOpenAI(engine="x", azure_endpoint=e)',
    'AzureOpenAI(engine="x", azure_endpoint=e, use_azure_ad=True)',
  ),
  'Python, Haystack: no key': python(
    'from haystack.components.generators.chat import AzureOpenAIChatGenerator',
    'AzureOpenAIChatGenerator(azure_endpoint=e)',
    `AzureOpenAIChatGenerator(azure_endpoint=e, azure_ad_token_provider=${PROVIDER})`,
  ),
  'Python, Agent Framework: no key': python(
    'from agent_framework.azure import AzureOpenAIChatClient\nfrom azure.identity import AzureCliCredential',
    'AzureOpenAIChatClient()',
    'AzureOpenAIChatClient(credential=AzureCliCredential())',
  ),
  'Python, Anthropic on Foundry': python(
    'from anthropic import AnthropicFoundry',
    'AnthropicFoundry(api_key=api_key, resource="x")',
    `AnthropicFoundry(resource="x", azure_ad_token_provider=${PROVIDER})`,
  ),
  'Python, Anthropic on Foundry, with a key named for Anthropic': python(
    'from anthropic import AnthropicFoundry',
    'AnthropicFoundry(api_key=os.environ["ANTHROPIC_API_KEY"], resource="x")',
    'AnthropicFoundry(api_key=os.environ["ANTHROPIC_API_KEY"], base_url="http://localhost:8080")',
  ),
  'Python, Anthropic on Foundry: no key': python(
    'from anthropic import AnthropicFoundry',
    'AnthropicFoundry(resource="x")',
  ),
  'Python, Anthropic at an address of Foundry': python(
    'from anthropic import Anthropic',
    'Anthropic(base_url="https://x.services.ai.azure.com/anthropic", api_key=k)',
    'Anthropic(api_key=k) # not in azure',
  ),
  'TypeScript, Anthropic on Foundry': ts(
    'import AnthropicFoundry from "@anthropic-ai/foundry-sdk";',
    'new AnthropicFoundry({ apiKey: process.env.KEY, resource: "x" });',
    'new AnthropicFoundry({ azureADTokenProvider: getBearerTokenProvider(credential, scope), resource: "x" });',
  ),
  'Python, Mistral on Foundry': python(
    'from mistralai_azure import MistralAzure',
    'MistralAzure(azure_api_key=k, azure_endpoint="https://x.services.ai.azure.com")',
    'MistralAzure(azure_api_key=k, azure_endpoint="https://x.eastus2.inference.ai.azure.com")',
  ),
  'Python, openai: api_key': python(
    'from openai import AzureOpenAI',
    'AzureOpenAI(azure_endpoint=e, api_key=k)',
    `AzureOpenAI(azure_endpoint=e, azure_ad_token_provider=${PROVIDER})`,
  ),
  'Python, openai: the environment is read': python(
    'from openai import AsyncAzureOpenAI',
    'AsyncAzureOpenAI(azure_endpoint=e)',
    'os.environ["AZURE_OPENAI_AD_TOKEN"] = token\nAsyncAzureOpenAI(azure_endpoint=e)',
  ),
  'Python, openai: a token': python(
    'from openai import AzureOpenAI',
    'AzureOpenAI(api_key=os.environ["AZURE_OPENAI_API_KEY"])',
    'AzureOpenAI(azure_ad_token=token)',
  ),
  'Python, openai: v1 address': python(
    'from openai import OpenAI',
    `OpenAI(base_url=${URL}, api_key=os.getenv("KEY"))`,
    `token_provider = ${PROVIDER}\nOpenAI(base_url=${URL}, api_key=token_provider)`,
  ),
  'Python, openai: v1 route at an address from elsewhere': python(
    'from openai import OpenAI',
    'OpenAI(base_url=f"{endpoint.rstrip(\'/\')}/openai/v1/", api_key=key.strip())',
    'OpenAI(base_url=endpoint + "/openai/v1/", api_key=token_provider)',
  ),
  'Python, openai before 1.0': python(
    'import openai',
    'openai.api_type = "azure"\nopenai.api_key = k',
    'openai.api_type = "azure_ad"\nopenai.api_key = token.token',
  ),
  'Python, azure-ai-inference': python(
    'from azure.ai.inference import ChatCompletionsClient\nfrom azure.core.credentials import AzureKeyCredential\nfrom azure.identity import DefaultAzureCredential',
    'ChatCompletionsClient(endpoint=e, credential=AzureKeyCredential(k))',
    'ChatCompletionsClient(endpoint=e, credential=DefaultAzureCredential(), credential_scopes=["https://ai.azure.com/.default"])',
  ),
  'Python, azure-ai-inference: its variable': python(
    'from azure.ai.inference import EmbeddingsClient\nfrom azure.core.credentials import AzureKeyCredential',
    'EmbeddingsClient(e, AzureKeyCredential(os.environ["AZURE_INFERENCE_CREDENTIAL"]))',
  ),
  'Python, textanalytics': python(
    'from azure.ai.textanalytics import TextAnalyticsClient\nfrom azure.core.credentials import AzureKeyCredential\nfrom azure.identity import DefaultAzureCredential',
    'TextAnalyticsClient(e, AzureKeyCredential(k))',
    'TextAnalyticsClient(e, DefaultAzureCredential())',
  ),
  'Python, documentintelligence': python(
    'from azure.ai.documentintelligence import DocumentIntelligenceClient\nfrom azure.core.credentials import AzureKeyCredential\nfrom azure.identity import ManagedIdentityCredential',
    'DocumentIntelligenceClient(endpoint=e, credential=AzureKeyCredential(k))',
    'DocumentIntelligenceClient(endpoint=e, credential=ManagedIdentityCredential())',
  ),
  'Python, contentsafety': python(
    'from azure.ai.contentsafety import ContentSafetyClient\nfrom azure.core.credentials import AzureKeyCredential\nfrom azure.identity import DefaultAzureCredential',
    'ContentSafetyClient(e, AzureKeyCredential(k))',
    'ContentSafetyClient(e, DefaultAzureCredential())',
  ),
  'Python, packages of before azure-core': python(
    'from azure.cognitiveservices.vision.computervision import ComputerVisionClient\nfrom msrest.authentication import CognitiveServicesCredentials\nfrom azure.identity import DefaultAzureCredential',
    'ComputerVisionClient(e, CognitiveServicesCredentials(k))',
    'ComputerVisionClient(e, DefaultAzureCredential())',
  ),
  'Python, Speech': python(
    'import azure.cognitiveservices.speech as speechsdk',
    'speechsdk.SpeechConfig(subscription=k, region=r)',
    'speechsdk.SpeechConfig(auth_token=token, region=r)',
  ),
  'Python, LangChain: api_key': python(
    'from langchain_openai import AzureChatOpenAI',
    'AzureChatOpenAI(api_key=k)',
    'AzureChatOpenAI(azure_ad_token_provider=provider)',
  ),
  'Python, LangChain: openai_api_key': python(
    'from langchain_openai import AzureOpenAIEmbeddings',
    'AzureOpenAIEmbeddings(openai_api_key=k)',
    'AzureOpenAIEmbeddings(azure_ad_async_token_provider=provider)',
  ),
  'Python, LangChain: the environment is read': python(
    'from langchain_openai import AzureChatOpenAI',
    'AzureChatOpenAI(azure_deployment="gpt-4o")',
  ),
  'Python, langchain_azure_ai': python(
    'from langchain_azure_ai.chat_models import AzureAIChatCompletionsModel\nfrom azure.identity import DefaultAzureCredential',
    'AzureAIChatCompletionsModel(endpoint=e, credential="0f1e2d3c4b5a69788796a5b4c3d2e1f0")',
    'AzureAIChatCompletionsModel(endpoint=e, credential=DefaultAzureCredential())',
  ),
  'Python, LlamaIndex': python(
    'from llama_index.llms.azure_openai import AzureOpenAI',
    'AzureOpenAI(engine="a", api_key=k)',
    'AzureOpenAI(engine="a", use_azure_ad=True, azure_ad_token_provider=provider)',
  ),
  'Python, Semantic Kernel': python(
    'from semantic_kernel.connectors.ai.open_ai import AzureChatCompletion',
    'AzureChatCompletion(api_key=k)',
    'AzureChatCompletion(ad_token_provider=provider)',
  ),
  'Python, LiteLLM': python(
    'import litellm',
    'litellm.completion(model="azure/gpt-4o", api_key=k)',
    'litellm.completion(model="azure/gpt-4o", azure_ad_token_provider=provider)',
  ),
  'Python, LiteLLM: its variable': python(
    'from litellm import completion',
    'os.environ["AZURE_API_KEY"] = k\ncompletion(model="azure/gpt-4o")',
    'completion(model="azure/gpt-4o", azure_ad_token=token)',
  ),
  'Python, AutoGen: Azure OpenAI': python(
    'from autogen_ext.models.openai import AzureOpenAIChatCompletionClient',
    'AzureOpenAIChatCompletionClient(azure_deployment="a", azure_endpoint=e, api_key=k)',
    'AzureOpenAIChatCompletionClient(azure_deployment="a", azure_endpoint=e, azure_ad_token_provider=provider)',
  ),
  'Python, AutoGen: Azure AI': python(
    'from autogen_ext.models.azure import AzureAIChatCompletionClient\nfrom azure.core.credentials import AzureKeyCredential\nfrom azure.identity import DefaultAzureCredential',
    'AzureAIChatCompletionClient(model="a", endpoint=e, credential=AzureKeyCredential(k))',
    'AzureAIChatCompletionClient(model="a", endpoint=e, credential=DefaultAzureCredential())',
  ),
  'Python, Agent Framework: Azure OpenAI': python(
    'from agent_framework.azure import AzureOpenAIChatClient\nfrom azure.identity import AzureCliCredential',
    'AzureOpenAIChatClient(endpoint=e, api_key=settings.azure_openai_api_key)',
    'AzureOpenAIChatClient(endpoint=e, credential=AzureCliCredential())',
  ),
  'Python, Agent Framework: OpenAI with an address of Azure': python(
    'from agent_framework.openai import OpenAIChatClient\nfrom azure.identity import AzureCliCredential',
    `OpenAIChatClient(base_url=${URL}, api_key=os.environ["KEY"])`,
    'OpenAIChatClient(azure_endpoint="https://contoso.openai.azure.com", credential=AzureCliCredential())',
  ),
  'Python, skillset of a search service': python(
    'from azure.search.documents.indexes.models import AIServicesAccountIdentity, AIServicesAccountKey',
    'AIServicesAccountKey(key=k, subdomain_url=e)',
    'AIServicesAccountIdentity(subdomain_url=e)',
  ),
  'Python, skillset of a search service: any region': python(
    'from azure.search.documents.indexes.models import CognitiveServicesAccountKey',
    'CognitiveServicesAccountKey(key=k)',
  ),
  'Python, skillset of a search service: REST': python(
    '',
    'body = {"cognitiveServices": {"@odata.type": "#Microsoft.Azure.Search.AIServicesByKey", "key": k}}',
    'body = {"cognitiveServices": {"@odata.type": "#Microsoft.Azure.Search.AIServicesByIdentity", "subdomainUrl": e}}',
  ),
  'Python, vectorizer of a search service: REST': python(
    '',
    'body = {"azureOpenAIParameters": {"resourceUri": "https://contoso.openai.azure.com", "apiKey": k}}',
    'body = {"azureOpenAIParameters": {"resourceUri": "https://contoso.openai.azure.com", "authIdentity": None}}',
  ),
  'Node, openai: apiKey': ts(
    "import { AzureOpenAI } from 'openai';",
    'new AzureOpenAI({ apiKey, endpoint });',
    'new AzureOpenAI({ azureADTokenProvider: getBearerTokenProvider(credential, scope), endpoint });',
  ),
  'Node, openai: the environment is read': ts(
    "import { AzureOpenAI } from 'openai';",
    'new AzureOpenAI({ endpoint });',
  ),
  'Node, openai: v1 address': ts(
    "import OpenAI from 'openai';",
    `new OpenAI({ baseURL: ${URL}, apiKey: process.env.AZURE_OPENAI_KEY });`,
    `new OpenAI({ baseURL: ${URL}, apiKey: tokenProvider });`,
  ),
  'Node, @azure-rest/ai-inference': ts(
    "import ModelClient from '@azure-rest/ai-inference';\nimport { AzureKeyCredential } from '@azure/core-auth';\nimport { DefaultAzureCredential } from '@azure/identity';",
    'ModelClient(endpoint, new AzureKeyCredential(key));',
    'ModelClient(endpoint, new DefaultAzureCredential(), { credentials: { scopes: ["https://ai.azure.com/.default"] } });',
  ),
  'Node, @azure/openai 1.x': ts(
    "import { OpenAIClient, AzureKeyCredential } from '@azure/openai';\nimport { DefaultAzureCredential } from '@azure/identity';",
    'new OpenAIClient(endpoint, new AzureKeyCredential(key));',
    'new OpenAIClient(endpoint, new DefaultAzureCredential());',
  ),
  'Node, LangChain: azureOpenAIApiKey': ts(
    "import { AzureChatOpenAI } from '@langchain/openai';",
    'new AzureChatOpenAI({ azureOpenAIApiKey: key });',
    'new AzureChatOpenAI({ azureADTokenProvider: provider });',
  ),
  'Node, LangChain: openAIApiKey': ts(
    "import { AzureChatOpenAI } from '@langchain/openai';",
    'new AzureChatOpenAI({ openAIApiKey: key });',
  ),
  'Node, LangChain: the environment is read': ts(
    "import { AzureChatOpenAI } from '@langchain/openai';",
    'new AzureChatOpenAI({ temperature: 0 });',
  ),
  'Node, AI SDK': ts(
    "import { createAzure } from '@ai-sdk/azure';",
    'createAzure({ resourceName, apiKey: process.env.AZURE_API_KEY });',
  ),
  'Node, skillset of a search service': ts(
    '',
    'const account = { odatatype: "#Microsoft.Azure.Search.CognitiveServicesByKey", key: k };',
    'const account = { odatatype: "#Microsoft.Azure.Search.AIServicesByIdentity", subdomainUrl };',
  ),
  '.NET, skillset of a search service': cs(
    'using Azure.Search.Documents.Indexes.Models;',
    'var account = new CognitiveServicesAccountKey(key);',
    'var account = new AIServicesAccountIdentity(subdomain);',
  ),
  '.NET, Azure.AI.OpenAI 2.x: ApiKeyCredential': cs(
    'using Azure.AI.OpenAI;\nusing Azure.Identity;\nusing System.ClientModel;',
    'var c = new AzureOpenAIClient(uri, new ApiKeyCredential(key));',
    'var c = new AzureOpenAIClient(uri, new DefaultAzureCredential());',
  ),
  '.NET, Azure.AI.OpenAI 2.x: AzureKeyCredential': cs(
    'using Azure;\nusing Azure.AI.OpenAI;\nusing Azure.Identity;',
    'var c = new AzureOpenAIClient(uri, new AzureKeyCredential(key));',
    'var c = new AzureOpenAIClient(uri, new DefaultAzureCredential(), new AzureOpenAIClientOptions { Audience = AzureOpenAIAudience.AzureGovernment });',
  ),
  '.NET, Azure.AI.OpenAI 1.x': cs(
    'using Azure;\nusing Azure.AI.OpenAI;',
    'var c = new OpenAIClient(uri, new AzureKeyCredential(key));',
    'var c = new OpenAIClient(uri, new DefaultAzureCredential());',
  ),
  '.NET, Azure.AI.Inference': cs(
    'using Azure;\nusing Azure.AI.Inference;',
    'var c = new ChatCompletionsClient(uri, new AzureKeyCredential(key));',
    'var o = new AzureAIInferenceClientOptions();\no.AddPolicy(new BearerTokenAuthenticationPolicy(credential, new[] { "https://ai.azure.com/.default" }), HttpPipelinePosition.PerRetry);\nvar c = new ChatCompletionsClient(uri, new DefaultAzureCredential(), o);',
  ),
  '.NET, Semantic Kernel': cs(
    'using Microsoft.SemanticKernel;',
    'builder.AddAzureOpenAIChatCompletion(deployment, endpoint, apiKey);',
    'builder.AddAzureOpenAIChatCompletion(deployment, endpoint, new DefaultAzureCredential());',
  ),
  '.NET, configuration': file(
    'appsettings.json',
    '{ "AzureOpenAI": { "Endpoint": "https://contoso.openai.azure.com", "Key": "set-me" } }',
    '{ "AzureOpenAI": { "Endpoint": "https://contoso.openai.azure.com" } }',
  ),
  '.NET, Aspire': file(
    'appsettings.json',
    '{ "ConnectionStrings": { "openai": "Endpoint=https://contoso.openai.azure.com/;Key=set-me" } }',
    '{ "ConnectionStrings": { "openai": "Endpoint=https://contoso.openai.azure.com/" } }',
  ),
  'Java, azure-ai-openai': java(
    'import com.azure.ai.openai.OpenAIClientBuilder;\nimport com.azure.core.credential.AzureKeyCredential;\nimport com.azure.identity.DefaultAzureCredentialBuilder;',
    'new OpenAIClientBuilder().endpoint(endpoint).credential(new AzureKeyCredential(key)).buildClient()',
    'new OpenAIClientBuilder().endpoint(endpoint).credential(new DefaultAzureCredentialBuilder().build()).buildClient()',
  ),
  'Java, azure-ai-openai: KeyCredential': java(
    'import com.azure.ai.openai.OpenAIClientBuilder;\nimport com.azure.core.credential.KeyCredential;',
    'new OpenAIClientBuilder().endpoint("https://contoso.openai.azure.com").credential(new KeyCredential(key)).buildClient()',
  ),
  'Java, azure-ai-inference': java(
    'import com.azure.ai.inference.ChatCompletionsClientBuilder;\nimport com.azure.core.credential.AzureKeyCredential;\nimport com.azure.identity.DefaultAzureCredentialBuilder;',
    'new ChatCompletionsClientBuilder().endpoint(endpoint).credential(new AzureKeyCredential(key)).buildClient()',
    'new ChatCompletionsClientBuilder().endpoint(endpoint).credential(new DefaultAzureCredentialBuilder().build()).buildClient()',
  ),
  'Java, Spring AI': file(
    'application.properties',
    'spring.ai.azure.openai.api-key=${KEY}\n',
    'spring.ai.azure.openai.endpoint=${ENDPOINT}\n',
  ),
  'Java, LangChain4j': java(
    'import dev.langchain4j.model.azure.AzureOpenAiChatModel;\nimport com.azure.identity.DefaultAzureCredentialBuilder;',
    'AzureOpenAiChatModel.builder().endpoint(endpoint).apiKey(key).build()',
    'AzureOpenAiChatModel.builder().endpoint(endpoint).tokenCredential(new DefaultAzureCredentialBuilder().build()).build()',
  ),
  'Go, azopenai': go(
    'import (\n"github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"\n"github.com/Azure/azure-sdk-for-go/sdk/azcore"\n)',
    'azopenai.NewClientWithKeyCredential(endpoint, azcore.NewKeyCredential(key), nil)',
    'azopenai.NewClient(endpoint, credential, nil)',
  ),
  'Go, openai-go': go(
    'import (\n"github.com/openai/openai-go/v3"\n"github.com/openai/openai-go/v3/azure"\n)',
    'openai.NewClient(azure.WithEndpoint(endpoint, version), azure.WithAPIKey(key))',
    'openai.NewClient(azure.WithEndpoint(endpoint, version), azure.WithTokenCredential(credential))',
  ),
  'HTTP, api-key': file(
    'call.http',
    'POST https://contoso.openai.azure.com/openai/v1/responses\napi-key: {{key}}\n',
    'POST https://contoso.openai.azure.com/openai/v1/responses\nAuthorization: Bearer {{token}}\n',
  ),
  'curl, api-key': file(
    'call.sh',
    'curl https://contoso.openai.azure.com/openai/v1/models -H "api-key: $KEY"\n',
    'curl https://contoso.openai.azure.com/openai/v1/models -H "Authorization: Bearer $(az account get-access-token --resource https://cognitiveservices.azure.com --query accessToken -o tsv)"\n',
  ),
  'curl, Ocp-Apim-Subscription-Key': file(
    'call.sh',
    'curl "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0" -H "Ocp-Apim-Subscription-Key: $KEY" -H "Ocp-Apim-Subscription-Region: westeurope"\n',
  ),
  'curl, subscription-key': file(
    'call.sh',
    'curl "https://westeurope.api.cognitive.microsoft.com/vision/v3.2/analyze?subscription-key=$KEY"\n',
  ),
  'curl, a token made from a key': file(
    'call.sh',
    'curl -X POST "https://westeurope.api.cognitive.microsoft.com/sts/v1.0/issueToken" -H "Ocp-Apim-Subscription-Key: $KEY"\n',
  ),
  'az, the keys of an account': file(
    'setup.sh',
    'az cognitiveservices account keys list -n contoso -g rg --query key1 -o tsv\n',
    'az login --service-principal\naz account get-access-token --resource https://cognitiveservices.azure.com\n',
  ),
  'az, a connection with a key': file(
    'setup.sh',
    'az ml connection create --file connection.yml --set api_key=$KEY\n',
    'az ml connection create --file connection.yml\n',
  ),
  'PowerShell, Get-AzCognitiveServicesAccountKey': file(
    'setup.ps1',
    'Get-AzCognitiveServicesAccountKey -ResourceGroupName rg -Name contoso\n',
    'Get-AzAccessToken -ResourceUrl https://cognitiveservices.azure.com\n',
  ),
  'PowerShell, New-AzCognitiveServicesAccountKey': file(
    'setup.ps1',
    'New-AzCognitiveServicesAccountKey -ResourceGroupName rg -Name contoso -KeyName Key1\n',
  ),
  'GitHub workflow, a secret': file(
    WORKFLOW,
    step('run: python app.py\n        env:\n          OPENAI: ${{ secrets.AZURE_OPENAI_API_KEY }}'),
    step('run: python app.py\n        env:\n          ENDPOINT: ${{ vars.AZURE_OPENAI_ENDPOINT }}'),
  ),
  'GitHub workflow, azure/login': file(
    WORKFLOW,
    step('uses: azure/login@v2\n        with:\n          creds: ${{ secrets.AZURE_CREDENTIALS }}'),
    `permissions:\n  id-token: write\n${step('uses: azure/login@v2\n        with:\n          client-id: ${{ vars.C }}\n          tenant-id: ${{ vars.T }}\n          subscription-id: ${{ vars.S }}')}`,
  ),
};

for (const type of ['aiservices', 'azure_ai_services', 'azure_open_ai', 'azure_ai_search'])
  Object.assign(PATTERNS, {
    [`connection of type ${type}`]: file(
      'connection.yml',
      `name: it\ntype: ${type}\nendpoint: https://contoso.example\napi_key: \${KEY}\n`,
      `name: it\ntype: ${type}\nendpoint: https://contoso.example\n`,
    ),
  });

const VARIABLES = [
  'AZURE_OPENAI_API_KEY',
  'AZURE_OPENAI_KEY',
  'AZURE_INFERENCE_CREDENTIAL',
  'AZURE_INFERENCE_KEY',
  'AZURE_AI_KEY',
  'AZURE_AI_API_KEY',
  'AZURE_AISERVICES_KEY',
  'AI_FOUNDRY_KEY',
  'FOUNDRY_API_KEY',
  'COGNITIVE_SERVICE_KEY',
  'COGNITIVE_SERVICES_KEY',
  'SPEECH_KEY',
  'VISION_KEY',
  'LANGUAGE_KEY',
  'TRANSLATOR_KEY',
  'DOCUMENTINTELLIGENCE_API_KEY',
  'CONTENT_SAFETY_KEY',
];
for (const name of VARIABLES)
  Object.assign(PATTERNS, { [`.env, ${name}`]: file('.env', `${name}=\n`) });
// LiteLLM and the AI SDK read this name; so do things that are not Azure's models.
Object.assign(PATTERNS, {
  '.env, AZURE_API_KEY': file(
    '.env',
    'AZURE_API_BASE=https://contoso.openai.azure.com\nAZURE_API_KEY=\n',
    'AZURE_API_KEY=\n',
  ),
  '.env, Entra': file(
    '.env',
    'AZURE_OPENAI_API_KEY=\n',
    'AZURE_CLIENT_ID=\nAZURE_TENANT_ID=\nAZURE_FEDERATED_TOKEN_FILE=\nAZURE_OPENAI_ENDPOINT=\nAZURE_OPENAI_AD_TOKEN=\n',
  ),
});

describe.each(Object.entries(PATTERNS))('%s', (_, pattern) => {
  it('is found with a key', async () => {
    const found = await findingsIn({ [pattern.file]: pattern.key });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/ source-uses-entra (?:error|warning)$/);
  });

  const { entra } = pattern;
  if (entra !== undefined)
    it('is no finding with Entra ID', async () => {
      expect(await findingsIn({ [pattern.file]: entra })).toEqual([]);
    });
});

describe('a file that says little of Azure', () => {
  it.each([
    ['app.py', 'import os\nkey = os.environ["SPEECH_SERVICE_KEY"]\nclient = make(key)\n'],
    ['app.ts', 'const key = process.env.FORM_RECOGNIZER_SUBSCRIPTION_KEY;\nmake(key);\n'],
    ['App.cs', 'var key = configuration["Speech:Key"];\nMake(key);\n'],
    ['application.yml', 'translator:\n  key: ${SECRET}\n'],
    ['config.json', '{ "SpeechServiceKey": "0f1e2d3c4b5a69788796a5b4c3d2e1f0" }'],
    ['token.sh', 'curl -X POST "$HOST/sts/v1.0/issueToken" -d ""\n'],
  ])('is judged all the same: %s', async (name, text) => {
    expect(await findingsIn({ [name]: text })).toHaveLength(1);
  });
});

describe('clients that take no key', () => {
  it.each([
    [
      'app.py',
      'from azure.ai.projects import AIProjectClient\nfrom azure.identity import DefaultAzureCredential\nproject = AIProjectClient(endpoint=e, credential=DefaultAzureCredential())\nclient = project.get_openai_client()\n',
    ],
    [
      'app.ts',
      "import { AIProjectClient } from '@azure/ai-projects';\nimport { DefaultAzureCredential } from '@azure/identity';\nnew AIProjectClient(endpoint, new DefaultAzureCredential());\n",
    ],
    [
      'App.cs',
      'using Azure.AI.Projects;\nvar project = new AIProjectClient(new Uri(endpoint), new DefaultAzureCredential());\n',
    ],
  ])('are no finding in %s', async (name, text) => {
    expect(await findingsIn({ [name]: text })).toEqual([]);
  });
});

describe('a key of another service or of none', () => {
  it.each([
    [
      'app.py',
      'from azure.core.credentials import AzureKeyCredential\nfrom azure.search.documents import SearchClient\nSearchClient(e, "i", AzureKeyCredential(k))\n',
    ],
    [
      'app.py',
      'from azure.core.credentials import AzureKeyCredential\nfrom azure.maps.search import MapsSearchClient\nMapsSearchClient(AzureKeyCredential(k))\n',
    ],
    [
      'app.py',
      'from azure.core.credentials import AzureKeyCredential\nfrom azure.eventgrid import EventGridPublisherClient\nEventGridPublisherClient(e, AzureKeyCredential(k))\n',
    ],
    ['app.py', 'from openai import OpenAI\nOpenAI(api_key=os.environ["OPENAI_API_KEY"])\n'],
    ['app.py', 'from openai import OpenAI # not azure, key of OpenAI\nOpenAI()\n'],
    ['app.py', 'from openai import OpenAI # azure key\nOpenAI(base_url=f"{base}/openai/v1")\n'],
    [
      'app.ts',
      'import OpenAI from "openai"; // not azure\nnew OpenAI({ apiKey });\nnew OpenAI();\n',
    ],
    [
      'app.ts',
      'import Anthropic from "@anthropic-ai/sdk"; // not azure\nnew Anthropic({ apiKey });\n',
    ],
    [
      'app.py',
      'from langchain.chat_models import init_chat_model # azure key\ninit_chat_model("gpt-4o")\ninit_chat_model(model, api_key=k)\n',
    ],
    [
      'app.py',
      'from openai import OpenAI\nOpenAI(api_key=k, base_url="https://api.groq.com/openai/v1")\n',
    ],
    [
      'app.py',
      'from openai import OpenAI\nOpenAI(api_key=os.environ["GROQ_API_KEY"], base_url=f"{base}/openai/v1")\n',
    ],
    ['app.py', 'from openai import OpenAI\nOpenAI(api_key=k, base_url=f"{base}/v1/openai")\n'],
    [
      'app.py',
      'from agent_framework.openai import OpenAIChatClient\nOpenAIChatClient(api_key=os.environ["OPENAI_API_KEY"])\n',
    ],
    ['app.py', 'from tickets import AzureDevOpsClient\nAzureDevOpsClient(api_key=k)\n'],
    ['app.py', 'from openai import AzureOpenAI\nAzureOpenAI(base_url=u, api_key="unused")\n'],
    ['app.py', 'from openai import AzureOpenAI\nAzureOpenAI(base_url=u, api_key="not-needed")\n'],
    ['.env', 'OPENAI_API_KEY=\n'],
  ])('is no finding in %s: %j', async (name, text) => {
    expect(await findingsIn({ [name]: text })).toEqual([]);
  });
});

describe('both at once', () => {
  it('breaks the openai package for Node, so a leftover key is a finding', async () => {
    const text =
      "import { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ azureADTokenProvider: provider, apiKey: process.env.AZURE_OPENAI_API_KEY });\n";
    expect(await findingsIn({ 'app.ts': text })).toEqual(['app.ts:2 source-uses-entra error']);
  });
});
