import type { Account, Deployment } from './account.ts';
import { known, type Observation, type Unknown } from './observation.ts';
import { compareText } from './order.ts';
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
const OPENAI_CHAT = dataAction('OpenAI/deployments/chat/completions/action');
/** Calls to the models of all other publishers ("models as a service"). */
const MODELS_CHAT = dataAction('MaaS/chat/completions/action');

/** OpenAI models that are not called by chat completions. Names: https://learn.microsoft.com/azure/foundry/foundry-models/concepts/models-sold-directly-by-azure */
const OPENAI_ROUTES: readonly (readonly [RegExp, Want])[] = [
  [/embedding/i, dataAction('OpenAI/deployments/embeddings/action')],
  [/realtime/i, dataAction('OpenAI/deployments/realtime/action')],
  [/whisper|transcribe|(^|-)tts(-|$)/i, dataAction('OpenAI/deployments/audio/action')],
  [/^dall-?e|gpt-image/i, dataAction('OpenAI/images/generations/action')],
  // Built-in roles name these with a wildcard, and no page which of them a caller needs.
  [/^sora/i, allOf('OpenAI/video/generations/')],
];
const ALL_OF_OPENAI: readonly Want[] = [OPENAI_CHAT, ...OPENAI_ROUTES.map(([, want]) => want)];
const ALL_MODELS: readonly Want[] = [...ALL_OF_OPENAI, MODELS_CHAT];

/** Families of data actions by the kind of a single-service account, where they bear another name than the kind. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ['customvision.training', 'CustomVision'],
  ['customvision.prediction', 'CustomVision'],
  ['qnamaker.v2', 'QnAMaker'],
  ['luis.authoring', 'LUIS'],
]);

/**
 * Judged by kind and deployments. Model accounts: the action of each kind of model that is deployed; of every
 * kind when the deployments could not be read; either kind of chat when nothing is deployed. Single services:
 * all that the service's family of data actions holds; a role with part of it is in doubt.
 */
export function inferenceDemand(
  account: Account,
  deployments: Observation<readonly Deployment[]>,
): InferenceDemand {
  const kind = account.kind.toLowerCase();
  if (deployments.known && deployments.value.length > 0) {
    return { mode: 'all', wants: byName(new Set(deployments.value.map(wantOf))) };
  }
  if (kind !== 'aiservices' && kind !== 'openai') {
    return { mode: 'all', wants: [wholeFamily(account.kind)] };
  }
  if (!deployments.known) {
    const wants = kind === 'openai' ? ALL_OF_OPENAI : ALL_MODELS;
    return { mode: 'all', wants, unsure: deployments.reason };
  }
  return kind === 'openai'
    ? { mode: 'all', wants: [OPENAI_CHAT] }
    : { mode: 'any', wants: [OPENAI_CHAT, MODELS_CHAT] };
}

/** Everything that `inferenceDemand` may want of an account, whatever is deployed there. */
export function possibleWants(account: Account): readonly Want[] {
  const { wants } = inferenceDemand(account, known([]));
  return [...new Set([...wants, ...ALL_MODELS])];
}

function wantOf({ modelFormat, modelName }: Deployment): Want {
  if (modelFormat.toLowerCase() !== 'openai') return MODELS_CHAT;
  return OPENAI_ROUTES.find(([name]) => name.test(modelName))?.[1] ?? OPENAI_CHAT;
}

/** Azure lists deployments in no promised order, and what is said must not change with it. */
function byName(wants: ReadonlySet<Want>): readonly Want[] {
  return [...wants].sort((a, b) => compareText(a.name, b.name));
}

/** @param path below the account */
function dataAction(path: string): Want {
  return { plane: 'dataAction', name: `${ACCOUNTS}/${path}` };
}

/** A data action that stands for all that start so. */
function allOf(prefix: string): Want {
  return {
    ...dataAction(`${prefix}any/action`),
    family: { prefix: `${ACCOUNTS}/${prefix}`, readsCount: false, notServed: [] },
  };
}

/**
 * A data action that stands for all of a service: only a wildcard over the whole family matches it. Speech
 * is called with read actions too: https://learn.microsoft.com/azure/ai-services/speech-service/role-based-access-control
 */
function wholeFamily(accountKind: string): Want {
  const kind = accountKind.toLowerCase();
  const several = kind === 'cognitiveservices';
  const service = FAMILIES.get(kind) ?? accountKind;
  const prefix = several ? '' : `${service}/`;
  return {
    ...dataAction(`${prefix}any/action`),
    family: {
      prefix: `${ACCOUNTS}/${prefix}`,
      readsCount: kind === 'speechservices',
      notServed: several ? [`${ACCOUNTS}/OpenAI/`, `${ACCOUNTS}/AIServices/`] : [],
    },
  };
}
