import {
  ANY_MODULE,
  AZURE_OPENAI_ENTRA,
  AZURE_OPENAI_KEY,
  OPENAI_URL,
  SKILLSET_KEY,
  type ClientSpec,
} from './clients.ts';

const azureOpenAi = { key: AZURE_OPENAI_KEY, entra: AZURE_OPENAI_ENTRA, url: OPENAI_URL } as const;

/** Python clients of Azure AI and how each is given its credential. First match counts. */
export const PYTHON_CLIENTS: readonly ClientSpec[] = [
  {
    ...azureOpenAi,
    name: /^(?:Async)?AzureOpenAI$/,
    module: /^(?:openai|langfuse\.openai|portkey_ai)(?:\.|$)/,
    implicit: { variable: 'AZURE_OPENAI_API_KEY' },
    rewrite: 'python-openai',
  },
  {
    ...azureOpenAi,
    name: /^Azure(?:ChatOpenAI|OpenAI|OpenAIEmbeddings)$/,
    module: /^langchain(?:_openai|_community)?(?:\.|$)/,
    implicit: { variable: 'AZURE_OPENAI_API_KEY' },
    rewrite: 'python-langchain',
  },
  {
    ...azureOpenAi,
    name: /^AzureOpenAI(?:Embedding|MultiModal)?$/,
    module: /^llama_index(?:\.|$)/,
    rewrite: 'python-llama-index',
  },
  {
    ...azureOpenAi,
    name: /^Azure(?:Chat|Text|Audio|Realtime|OpenAI)(?!\w*Settings$)\w*$/,
    module: /^semantic_kernel(?:\.|$)/,
    implicit: { variable: 'AZURE_OPENAI_API_KEY', unsure: true },
    rewrite: 'python-semantic-kernel',
  },
  {
    name: /^AzureAI(?!Search|Agent|Project|Memory|OpenTelemetry|Cosmos)\w*$/,
    module: /^(?:langchain_azure_ai|llama_index|langchain_community|autogen_ext)(?:\.|$)/,
    credential: ['credential', 'api_key', 'key', 'azure_ai_services_key'],
    url: ['endpoint', 'project_endpoint', 'base_url'],
    anyCredential: true,
    rewrite: 'python-langchain-azure-ai',
  },
  {
    ...azureOpenAi,
    name: /^AzureOpenAIModelConfiguration$/,
    module: /^(?:azure\.ai\.evaluation|promptflow)(?:\.|$)/,
    rewrite: 'python-openai',
  },
  {
    name: /^Speech\w*Config$/,
    module: /^azure\.cognitiveservices\.speech(?:\.|$)/,
    key: ['subscription', 0],
    entra: ['auth_token', 'token_credential'],
    rewrite: 'python-speech',
  },
  {
    name: /^\w+$/,
    // Bing's clients are under azure.cognitiveservices too; Bing resources have keys only.
    module: /^azure\.(?:ai|cognitiveservices)\.(?!ml(?:\.|$)|search\.|language\.spellcheck)/,
    credential: ['credential', 'credentials'],
    anyCredential: true,
    url: ['endpoint', 0],
    rewrite: 'python-azure-sdk',
  },
  {
    name: /^(?:Async)?OpenAI$/,
    module: /^(?:openai|langfuse\.openai)(?:\.|$)/,
    key: ['api_key'],
    url: ['base_url', 'api_base'],
    onlyAzure: true,
    rewrite: 'python-openai-v1',
  },
  {
    ...azureOpenAi,
    name: /^OpenAI\w*Client$/,
    module: /^(?:agent_framework|autogen_ext)(?:\.|$)/,
    onlyAzure: true,
    rewrite: 'python-openai',
  },
  {
    name: SKILLSET_KEY,
    module: /^azure\.search\.documents\.indexes(?:\.|$)/,
    key: ['key', 0],
    rewrite: 'search-skillset',
  },
  {
    name: /^(?:ChatOpenAI|OpenAI|OpenAIEmbeddings)$/,
    module: /^langchain(?:_openai|_community)?(?:\.|$)/,
    key: ['api_key', 'openai_api_key'],
    url: ['base_url', 'openai_api_base', 'api_base', 'openai_api_type'],
    onlyAzure: true,
    rewrite: 'python-langchain',
  },
  {
    name: /^(?:a?completion|a?embedding|a?image_generation|a?transcription|a?speech|a?responses|LM|LLM|batch_completion)$/,
    module: /^(?:litellm|dspy|crewai)(?:\.|$)/,
    key: ['api_key'],
    entra: ['azure_ad_token', 'azure_ad_token_provider'],
    url: ['model', 0, 'api_base', 'base_url'],
    onlyAzure: true,
    rewrite: 'python-litellm',
  },
  {
    ...azureOpenAi,
    name: /^(?:Async)?Azure(?!\w*(?:Settings$|Search|Cosmos|Storage|Blob|Maps|KeyCredential|Cli(?!ent)|Developer|DevOps|Table|Queue|Monitor|Sql|Postgres|Key|Anthropic|Communication|EventGrid|ServiceBus|Function|Registry|Redis))\w+$/,
    module: ANY_MODULE,
    distinct: true,
    rewrite: 'python-openai',
  },
];
