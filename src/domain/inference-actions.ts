import type { Account, Deployment } from './account.ts';
import type { Observation, Unknown } from './observation.ts';
import type { Want } from './permissions.ts';

/** What a role must grant so that its holder can call what an account serves. */
export interface InferenceDemand {
  /** `any`: nothing is deployed, so that one of them is enough. */
  readonly mode: 'all' | 'any';
  readonly wants: readonly Want[];
  /** Present: it could not be read whether all of these matter. */
  readonly unsure?: Unknown;
}

const ACCOUNTS = 'Microsoft.CognitiveServices/accounts';

/** Calls to OpenAI models. Quoted by the service in its refusals, and listed by *Cognitive Services OpenAI User*. */
export const OPENAI_CHAT = `${ACCOUNTS}/OpenAI/deployments/chat/completions/action`;
/** Calls to the models of all other publishers ("models as a service"). */
export const MODELS_CHAT = `${ACCOUNTS}/MaaS/chat/completions/action`;

/** OpenAI models that are not called by chat completions. Names: https://learn.microsoft.com/azure/foundry/foundry-models/concepts/models-sold-directly-by-azure */
const OPENAI_ROUTES: readonly (readonly [RegExp, string])[] = [
  [/embedding/i, `${ACCOUNTS}/OpenAI/deployments/embeddings/action`],
  [/realtime/i, `${ACCOUNTS}/OpenAI/deployments/realtime/action`],
  [/whisper|transcribe|(^|-)tts(-|$)/i, `${ACCOUNTS}/OpenAI/deployments/audio/action`],
  [/^dall-?e|gpt-image/i, `${ACCOUNTS}/OpenAI/images/generations/action`],
];

/** Families of data actions by the kind of a single-service account, where they bear another name than the kind. */
const FAMILIES: Readonly<Record<string, string>> = {
  'customvision.training': 'CustomVision',
  'customvision.prediction': 'CustomVision',
  'qnamaker.v2': 'QnAMaker',
  'luis.authoring': 'LUIS',
};

/**
 * Judged by kind and deployments. Model accounts: the action of each kind of model that is deployed; both
 * families when the deployments could not be read; either when nothing is deployed. Single services: all
 * that the service's family of data actions holds; a role with part of it is in doubt.
 */
export function inferenceDemand(
  account: Account,
  deployments: Observation<readonly Deployment[]>,
): InferenceDemand {
  const kind = account.kind.toLowerCase();
  if (deployments.known && deployments.value.length > 0) {
    return {
      mode: 'all',
      wants: [...new Set(deployments.value.map(actionOf))].sort().map(dataAction),
    };
  }
  if (kind === 'aiservices' || kind === 'openai') {
    const both = [OPENAI_CHAT, MODELS_CHAT].map(dataAction);
    if (kind === 'openai') return { mode: 'all', wants: [dataAction(OPENAI_CHAT)] };
    if (deployments.known) return { mode: 'any', wants: both };
    return { mode: 'all', wants: both, unsure: deployments.reason };
  }
  const family = kind === 'cognitiveservices' ? undefined : familyOf(kind, account.kind);
  return { mode: 'all', wants: [wholeFamily(family)] };
}

function familyOf(key: string, kind: string): string {
  return (Object.hasOwn(FAMILIES, key) ? FAMILIES[key] : undefined) ?? kind;
}

/** Everything that `inferenceDemand` may want of an account, whatever is deployed there. */
export function possibleWants(account: Account): readonly Want[] {
  const unseen = inferenceDemand(account, { known: true, value: [] });
  const models = [OPENAI_CHAT, MODELS_CHAT, ...OPENAI_ROUTES.map(([, name]) => name)];
  return [...unseen.wants, ...models.map(dataAction)];
}

function actionOf(deployment: Deployment): string {
  if (deployment.modelFormat.toLowerCase() !== 'openai') return MODELS_CHAT;
  return OPENAI_ROUTES.find(([name]) => name.test(deployment.modelName))?.[1] ?? OPENAI_CHAT;
}

function dataAction(name: string): Want {
  return { plane: 'dataAction', name };
}

/**
 * A data action that stands for all of a service: only a wildcard over the whole family matches it. Speech
 * is called with read actions too: https://learn.microsoft.com/azure/ai-services/speech-service/role-based-access-control
 */
function wholeFamily(service: string | undefined): Want {
  const prefix = service === undefined ? `${ACCOUNTS}/` : `${ACCOUNTS}/${service}/`;
  return {
    plane: 'dataAction',
    name: `${prefix}${service === undefined ? 'any/' : ''}any/action`,
    family: {
      prefix,
      readsCount: service?.toLowerCase() === 'speechservices',
      notServed: service === undefined ? [`${ACCOUNTS}/OpenAI/`, `${ACCOUNTS}/AIServices/`] : [],
    },
  };
}
