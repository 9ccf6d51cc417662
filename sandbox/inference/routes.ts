const CS = 'Microsoft.CognitiveServices/accounts';
const COGNITIVE = 'https://cognitiveservices.azure.com';
const FOUNDRY = 'https://ai.azure.com';

export interface InferenceRoute {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  /** Audiences that are accepted; the first one is named in refusals. `models`: as the world says. */
  readonly audience: typeof COGNITIVE | typeof FOUNDRY | 'models';
  /** Data action that is needed, for models of the format `OpenAI` and for others. */
  readonly dataAction: string;
  readonly otherFormats?: string;
  readonly needsApiVersion: boolean;
  readonly does:
    | 'list-models'
    | 'model-info'
    | 'chat'
    | 'embeddings'
    | 'responses'
    | 'list-deployments'
    | 'list-connections'
    | 'reveal-connection'
    | 'list-agents'
    | 'service';
  /** Account kinds that serve it; absent: all. */
  readonly kinds?: readonly string[];
}

const MODELS = ['AIServices', 'OpenAI'];

/**
 * Which audience and data action guard which route. The action of the model lists, of `/models/info`, of
 * the project routes other than agents, and those of the single services are not documented for the
 * route: they are the nearest name of the provider's operations.
 * https://learn.microsoft.com/azure/role-based-access-control/permissions/ai-machine-learning
 */
export const INFERENCE_ROUTES: readonly InferenceRoute[] = [
  openai('GET', String.raw`\/openai\/models`, 'models/read', 'list-models'),
  openai('GET', String.raw`\/openai\/v1\/models`, 'models/read', 'list-models', false),
  openai(
    'POST',
    String.raw`\/openai\/deployments\/(?<deployment>[^/]+)\/chat\/completions`,
    'deployments/chat/completions/action',
    'chat',
  ),
  openai(
    'POST',
    String.raw`\/openai\/deployments\/(?<deployment>[^/]+)\/embeddings`,
    'deployments/embeddings/action',
    'embeddings',
  ),
  openai(
    'POST',
    String.raw`\/openai\/v1\/chat\/completions`,
    'deployments/chat/completions/action',
    'chat',
    false,
  ),
  openai(
    'POST',
    String.raw`\/openai\/v1\/embeddings`,
    'deployments/embeddings/action',
    'embeddings',
    false,
  ),
  openai('POST', String.raw`\/openai\/v1\/responses`, 'responses/write', 'responses', false),
  maas('GET', String.raw`\/models\/info`, 'info/read', 'model-info'),
  maas('POST', String.raw`\/models\/chat\/completions`, 'chat/completions/action', 'chat'),
  maas('POST', String.raw`\/models\/embeddings`, 'embeddings/action', 'embeddings'),
  project('GET', 'deployments', 'deployments/read', 'list-deployments'),
  project('GET', 'connections', 'connections/read', 'list-connections'),
  project(
    'POST',
    String.raw`connections\/(?<connection>[^/]+)\/getConnectionWithCredentials`,
    'connections/listsecrets/action',
    'reveal-connection',
  ),
  project('GET', '(agents|assistants)', 'agents/read', 'list-agents'),
  service(
    ['FormRecognizer', 'AIServices', 'CognitiveServices'],
    'GET',
    String.raw`\/documentintelligence\/info`,
    'FormRecognizer/info/read',
  ),
  service(
    ['FormRecognizer', 'AIServices', 'CognitiveServices'],
    'GET',
    String.raw`\/formrecognizer\/info`,
    'FormRecognizer/info/read',
  ),
  service(
    ['ContentSafety', 'AIServices', 'CognitiveServices'],
    'GET',
    String.raw`\/contentsafety\/text\/blocklists`,
    'ContentSafety/blocklists/read',
  ),
  service(
    ['ComputerVision', 'AIServices', 'CognitiveServices'],
    'GET',
    String.raw`\/vision\/v3\.\d\/models`,
    'ComputerVision/models/read',
    false,
  ),
  service(
    ['SpeechServices', 'AIServices', 'CognitiveServices'],
    'GET',
    String.raw`\/speechtotext\/(v3\.\d\/)?models\/base`,
    'SpeechServices/speechrest/models/base/read',
    false,
  ),
  service(
    ['TextAnalytics', 'AIServices', 'CognitiveServices'],
    'GET',
    String.raw`\/language\/authoring\/analyze-(text|conversations)\/projects`,
    'Language/analyze-text/projects/read',
  ),
  service(
    ['TextTranslation', 'AIServices', 'CognitiveServices'],
    'POST',
    String.raw`\/translator\/text\/v3\.0\/translate`,
    'TextTranslation/translate/action',
  ),
];

function openai(
  method: InferenceRoute['method'],
  path: string,
  action: string,
  does: InferenceRoute['does'],
  needsApiVersion = true,
): InferenceRoute {
  return {
    method,
    path: new RegExp(`^${path}$`, 'i'),
    audience: COGNITIVE,
    dataAction: `${CS}/OpenAI/${action}`,
    ...(does === 'chat' ? { otherFormats: `${CS}/MaaS/chat/completions/action` } : {}),
    needsApiVersion,
    does,
    kinds: MODELS,
  };
}

function maas(
  method: InferenceRoute['method'],
  path: string,
  action: string,
  does: InferenceRoute['does'],
): InferenceRoute {
  return {
    method,
    path: new RegExp(`^${path}$`, 'i'),
    audience: 'models',
    dataAction: `${CS}/MaaS/${action}`,
    needsApiVersion: true,
    does,
    kinds: ['AIServices'],
  };
}

function project(
  method: InferenceRoute['method'],
  path: string,
  action: string,
  does: InferenceRoute['does'],
): InferenceRoute {
  return {
    method,
    path: new RegExp(String.raw`^\/api\/projects\/(?<project>[^/]+)\/${path}$`, 'i'),
    audience: FOUNDRY,
    dataAction: `${CS}/AIServices/${action}`,
    needsApiVersion: true,
    does,
    kinds: ['AIServices'],
  };
}

function service(
  kinds: readonly string[],
  method: InferenceRoute['method'],
  path: string,
  action: string,
  needsApiVersion = true,
): InferenceRoute {
  return {
    method,
    path: new RegExp(`^${path}$`, 'i'),
    audience: COGNITIVE,
    dataAction: `${CS}/${action}`,
    needsApiVersion,
    does: 'service',
    kinds,
  };
}
