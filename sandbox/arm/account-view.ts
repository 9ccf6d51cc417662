import type { Runtime } from '../server/runtime.ts';
import type { Account, ManagedIdentity } from '../world.ts';
import { accountId } from './ids.ts';

/** An account as ARM answers it. Members that were never set are absent, `disableLocalAuth` too. */
export function accountView(runtime: Runtime, account: Account): Record<string, unknown> {
  const state = runtime.accounts.of(account);
  const { properties } = account;
  const endpoint = properties.endpoint ?? `${state.endpoint}/`;
  return {
    id: accountId(account),
    name: account.name,
    type: 'Microsoft.CognitiveServices/accounts',
    kind: account.kind,
    location: account.location,
    etag: etagOf(account.name, state.version),
    sku: { name: account.sku ?? 'S0' },
    ...(account.tags ? { tags: account.tags } : {}),
    ...(account.identity ? { identity: identityView(account.identity) } : {}),
    properties: {
      internalId: state.endpoint.split(':').at(-1),
      dateCreated: '2026-01-05T08:30:00.0000000Z',
      isMigrated: false,
      callRateLimit: { rules: [] },
      ...properties,
      ...projectNames(runtime, account),
      endpoint,
      endpoints: properties.endpoints ?? endpointsOf(account.kind, endpoint),
      provisioningState: properties.provisioningState ?? (state.running ? 'Accepted' : 'Succeeded'),
    },
  };
}

/** https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/get#accountproperties */
function projectNames(runtime: Runtime, account: Account): Record<string, unknown> {
  if (runtime.behaviour.associatedProjects === 'absent' || account.projects.length === 0) return {};
  const first = account.projects.find(({ isDefault }) => isDefault) ?? account.projects[0];
  return {
    defaultProject: first?.name,
    associatedProjects: account.projects.map(({ name }) => name),
  };
}

export function etagOf(name: string, version: number): string {
  return `W/"datetime'2026-01-05T08%3A30%3A00.${String(version).padStart(7, '0')}Z'-${name}"`;
}

export function identityView(identity: ManagedIdentity): Record<string, unknown> {
  return { ...identity };
}

/** Names as Azure gives them for each kind; in the sandbox one address serves them all. */
function endpointsOf(kind: string, endpoint: string): Record<string, string> {
  const names: Record<string, readonly string[]> = {
    AIServices: [
      'AI Foundry API',
      'Azure AI Model Inference API',
      'Azure OpenAI Legacy API - Latest moniker',
      'Content Safety',
      'Document Intelligence',
      'OpenAI Language Model Instance API',
      'Speech Services Speech to Text',
    ],
    OpenAI: [
      'Azure OpenAI Legacy API - Latest moniker',
      'OpenAI Language Model Instance API',
      'Token',
    ],
    SpeechServices: ['Speech Services Speech to Text', 'Speech Services Text to Speech (Neural)'],
    FormRecognizer: ['FormRecognizer'],
    ContentSafety: ['Content Safety'],
    ComputerVision: ['Computer Vision'],
    TextAnalytics: ['Language'],
    TextTranslation: ['Text Translation'],
  };
  return Object.fromEntries(
    (names[kind] ?? ['Cognitive Services']).map((name) => [name, endpoint]),
  );
}
