import { ANY_MODULE, type ClientSpec } from './clients.ts';

/** JavaScript and TypeScript clients of Azure AI. First match counts. */
export const NODE_CLIENTS: readonly ClientSpec[] = [
  {
    name: /^AzureOpenAI$/,
    module:
      /^(?:openai|npm:openai.*|@llamaindex\/azure|llamaindex|@llamaindex\/openai)(?:\.|\/|@|$)/,
    distinct: true,
    key: ['apiKey'],
    entra: ['azureADTokenProvider'],
    url: ['endpoint', 'baseURL', 'resource'],
    implicit: { variable: 'AZURE_OPENAI_API_KEY' },
    notBoth: true,
    rewrite: 'node-openai',
  },
  {
    name: /^Azure(?:ChatOpenAI|OpenAI|OpenAIEmbeddings|OpenAIChat|ChatOpenAIResponses|ChatOpenAICompletions)$/,
    module: /^@?langchain\b/,
    distinct: true,
    key: ['azureOpenAIApiKey', 'openAIApiKey', 'apiKey'],
    entra: ['azureADTokenProvider', 'credentials'],
    url: ['azureOpenAIEndpoint', 'azureOpenAIBasePath', 'baseURL'],
    implicit: { variable: 'AZURE_OPENAI_API_KEY' },
    rewrite: 'node-langchain',
  },
  {
    name: /^(?:ChatOpenAI|OpenAI|OpenAIEmbeddings)$/,
    module: /^@?langchain\b/,
    key: ['azureOpenAIApiKey'],
    entra: ['azureADTokenProvider'],
    rewrite: 'node-langchain',
  },
  {
    name: /^createAzure(?:OpenAI)?$/,
    module: /^@ai-sdk\/azure/,
    distinct: true,
    key: ['apiKey'],
    entra: ['fetch', 'headers', 'tokenProvider', 'azureADTokenProvider'],
    url: ['baseURL'],
    implicit: { variable: 'AZURE_API_KEY' },
    rewrite: 'node-ai-sdk',
  },
  {
    name: /^azure$/,
    module: /^@ai-sdk\/azure/,
    implicit: { variable: 'AZURE_API_KEY' },
    onceAFile: true,
    rewrite: 'node-ai-sdk',
  },
  {
    name: /^fromSubscription$/,
    module: /^microsoft-cognitiveservices-speech-sdk/,
    key: [0],
    rewrite: 'node-speech',
  },
  {
    name: /^fromEndpoint$/,
    module: /^microsoft-cognitiveservices-speech-sdk/,
    credential: [1],
    anyCredential: true,
    rewrite: 'node-speech',
  },
  {
    name: /^(?:OpenAI|createOpenAI|createOpenAICompatible)$/,
    module: /^(?:openai|@ai-sdk\/openai(?:-compatible)?|npm:openai.*)(?:\.|\/|@|$)/,
    key: ['apiKey'],
    url: ['baseURL'],
    onlyAzure: true,
    rewrite: 'node-openai-v1',
  },
  {
    name: /^\w+$/,
    module: /^@azure-rest\/ai-inference/,
    anyCredential: true,
    credential: ['key'],
    url: [0],
    rewrite: 'node-inference',
  },
  {
    name: /^(?!OpenAIKeyCredential)\w+$/,
    module:
      /^@azure(?:-rest)?\/(?:ai-|openai|cognitiveservices-(?!\w*search|spellcheck|autosuggest))/,
    anyCredential: true,
    // REST clients take `{ key }`.
    credential: ['credential', 'credentials', 'key'],
    url: [0],
    rewrite: 'node-azure-sdk',
  },
  {
    name: /^Azure(?!\w*(?:Search|Cosmos|Storage|Blob|Maps|KeyCredential|Cli(?!ent)|Developer|DevOps|Table|Queue|Monitor|Sql|Key))\w*(?:OpenAI|OpenAi|Chat|Embedding)\w*$/,
    module: ANY_MODULE,
    distinct: true,
    key: ['apiKey', 'azureOpenAIApiKey', 'azureOpenAiApiKey'],
    entra: ['azureADTokenProvider', 'credential', 'tokenProvider'],
    url: ['endpoint', 'baseURL'],
    rewrite: 'node-openai',
  },
];
