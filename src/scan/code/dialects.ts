import { PYTHON_CLIENTS } from './clients-python.ts';
import { judgeLegacyOpenAi } from './legacy-openai.ts';
import { DOTNET_CLIENTS } from './clients-dotnet.ts';
import { GO_CLIENTS } from './clients-go.ts';
import { JAVA_CLIENTS } from './clients-java.ts';
import { NODE_CLIENTS } from './clients-node.ts';
import type { Dialect } from './judge-program.ts';

export const PYTHON: Dialect = {
  clients: PYTHON_CLIENTS,
  http: 'python-http',
  extra: judgeLegacyOpenAi,
  sdk: 'python-azure-sdk',
  otherServices:
    /^azure\.(?:search|maps|eventgrid|communication|messaging|data|cosmos|cognitiveservices\.(?:search|language\.spellcheck))(?:\.|$)/,
  ourServices:
    /^azure\.(?:ai|cognitiveservices)\.(?!ml(?:\.|$)|search\.|language\.spellcheck)|^(?:openai|langchain_azure_ai)(?:\.|$)/,
};

export const NODE: Dialect = {
  clients: NODE_CLIENTS,
  http: 'node-http',
  sdk: 'node-azure-sdk',
  otherServices:
    /^@azure(?:-rest)?\/(?:search|maps|eventgrid|communication|web-pubsub|data-|cosmos|cognitiveservices-(?:\w*search|spellcheck|autosuggest))/,
  ourServices:
    /^@azure(?:-rest)?\/(?:ai-|openai|cognitiveservices-(?!\w*search|spellcheck|autosuggest))|^microsoft-cognitiveservices-speech-sdk/,
};

export const DOTNET: Dialect = {
  clients: DOTNET_CLIENTS,
  http: 'dotnet-http',
  sdk: 'dotnet-azure-sdk',
  otherServices:
    /^Azure\.(?:Search|Maps|Messaging|Communication|Data|Storage)(?:\.|$)|SpellCheck|CognitiveServices\.Search/,
  ourServices:
    /^Azure\.AI\.|^Microsoft\.Azure\.CognitiveServices\.(?!Search|Language\.SpellCheck)|^Microsoft\.CognitiveServices/,
};

export const JAVA: Dialect = {
  clients: JAVA_CLIENTS,
  http: 'java-http',
  sdk: 'java-openai',
  otherServices: /^com\.azure\.(?:search|maps|messaging|communication|data|cosmos|storage)(?:\.|$)/,
  ourServices:
    /^com\.azure\.ai\.|^com\.openai\.azure|^com\.microsoft\.(?:azure\.)?cognitiveservices/,
};

export const GO: Dialect = {
  clients: GO_CLIENTS,
  http: 'go-http',
  sdk: 'go-azopenai',
  otherServices: /azure-sdk-for-go\/sdk\/(?:search|messaging|data|maps)/,
  ourServices: /azure-sdk-for-go\/sdk\/(?:ai|cognitiveservices)|openai-go(?:\/v\d+)?\/azure/,
};
