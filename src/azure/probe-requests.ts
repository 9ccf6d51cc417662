import type { Account, Deployment } from '../domain/account.ts';
import { segment } from './json.ts';

export interface ProbeRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly body?: unknown;
  /** Decides which audience is tried first. */
  readonly endpoint: 'openai' | 'foundry' | 'cognitive';
  readonly keyHeader: 'api-key' | 'Ocp-Apim-Subscription-Key';
}

const OPENAI_VERSION = '2024-10-21';
const FOUNDRY_VERSION = '2024-05-01-preview';

/** A GET per single-service kind that lists something and costs nothing; those without one get no probe. */
const SERVICE_PROBES: Readonly<Record<string, string>> = {
  FormRecognizer: 'documentintelligence/info?api-version=2024-11-30',
  ContentSafety: 'contentsafety/text/blocklists?api-version=2024-09-01',
  ComputerVision: 'vision/v3.2/models',
  SpeechServices: 'speechtotext/models/base?api-version=2024-11-15&top=1',
  TextAnalytics: 'language/authoring/analyze-text/projects?api-version=2023-04-01&top=1',
};

/**
 * The cheapest request that shows whether a credential passes. Where a model is deployed: an inference
 * call with an empty list of messages or inputs, which the model refuses as invalid, after authorization
 * and without using tokens. Else: a list of models. `undefined`: no request fits.
 */
export function probeRequest(
  account: Account,
  deployments: readonly Deployment[],
): ProbeRequest | undefined {
  const service = Object.entries(SERVICE_PROBES).find(([kind]) => same(kind, account.kind))?.[1];
  if (service !== undefined) {
    const url = endpoint(account, 'cognitive', service);
    return (
      url && { method: 'GET', url, endpoint: 'cognitive', keyHeader: 'Ocp-Apim-Subscription-Key' }
    );
  }
  if (!['AIServices', 'OpenAI', 'CognitiveServices'].some((kind) => same(kind, account.kind))) {
    return undefined;
  }
  const openai = deployments.filter(({ modelFormat }) => same(modelFormat, 'OpenAI'));
  const chosen = openai.find(({ modelName }) => isChat(modelName)) ?? openai[0];
  if (chosen) {
    const operation = /embedding/i.test(chosen.modelName) ? 'embeddings' : 'chat/completions';
    const url = endpoint(
      account,
      'openai',
      `openai/deployments/${segment(chosen.name)}/${operation}?api-version=${OPENAI_VERSION}`,
    );
    const body = operation === 'embeddings' ? { input: [] } : { messages: [] };
    return url && { method: 'POST', url, body, endpoint: 'openai', keyHeader: 'api-key' };
  }
  const model = deployments[0];
  if (model) {
    const url = endpoint(
      account,
      'foundry',
      `models/chat/completions?api-version=${FOUNDRY_VERSION}`,
    );
    const body = { model: model.name, messages: [] };
    return url && { method: 'POST', url, body, endpoint: 'foundry', keyHeader: 'api-key' };
  }
  const url = endpoint(account, 'openai', `openai/models?api-version=${OPENAI_VERSION}`);
  return url && { method: 'GET', url, endpoint: 'openai', keyHeader: 'api-key' };
}

/** Does the account have an endpoint that answers inference at all? */
export function hasInference(account: Account): boolean {
  return probeRequest(account, []) !== undefined;
}

/**
 * The account's own endpoint for a kind of route. Azure names them in `properties.endpoints`; where it
 * names none that fits, `properties.endpoint` serves every route.
 */
function endpoint(
  account: Account,
  kind: ProbeRequest['endpoint'],
  route: string,
): URL | undefined {
  const fits: Record<ProbeRequest['endpoint'], (name: string, host: string) => boolean> = {
    openai: (name, host) => host.includes('.openai.') || /^openai language model/i.test(name),
    foundry: (name, host) =>
      host.includes('.services.ai.') || /model inference|foundry/i.test(name),
    cognitive: (name, host) => host.includes('.cognitiveservices.') && name === 'default',
  };
  // An address that has no host, like `mailto:x`, cannot carry a route.
  const usable = account.endpoints.filter(({ url }) => (URL.parse(url)?.host ?? '') !== '');
  const found =
    usable.find(({ name, url }) => fits[kind](name, new URL(url).hostname)) ??
    usable.find(({ name }) => name === 'default') ??
    usable[0];
  return (found && URL.parse(route, `${found.url.replace(/(?<!\/)\/+$/, '')}/`)) ?? undefined;
}

function isChat(modelName: string): boolean {
  return (
    /^(gpt|o\d|chatgpt)/i.test(modelName) &&
    !/(transcribe|tts|audio|realtime|image)/i.test(modelName)
  );
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
