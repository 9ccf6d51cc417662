import type { Sandbox, ServicePrincipal } from '../../../sandbox/index.ts';
import { IDS } from '../../../sandbox/worlds/ids.ts';
import { ask, at, type WireAnswer, type WireRequest } from './wire.ts';

export const COGNITIVE = 'https://cognitiveservices.azure.com';
export const FOUNDRY = 'https://ai.azure.com';

/** What GitHub gives the job for an audience. */
export async function assertionOf(
  sandbox: Sandbox,
  audience = 'api://AzureADTokenExchange',
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = sandbox.env;
  const answer = await ask(sandbox, `${url ?? ''}&audience=${encodeURIComponent(audience)}`, {
    ...(token === undefined ? {} : { token }),
  });
  return String(at(answer.json, 'value'));
}

export function exchange(
  sandbox: Sandbox,
  form: Readonly<Record<string, string>>,
  tenant: string = IDS.tenant,
): Promise<WireAnswer> {
  return ask(sandbox, `${sandbox.urls.entra}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
}

export function tokenForm(
  assertion: string,
  scope: string,
  clientId: string = IDS.clientId,
): Record<string, string> {
  return {
    grant_type: 'client_credentials',
    client_id: clientId,
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  };
}

/** An access token for the job's identity, or for another app that trusts the job. */
export async function tokenFor(
  sandbox: Sandbox,
  resource: string = sandbox.urls.arm,
  clientId: string = IDS.clientId,
): Promise<string> {
  const assertion = await assertionOf(sandbox);
  const answer = await exchange(sandbox, tokenForm(assertion, `${resource}/.default`, clientId));
  const token = at(answer.json, 'access_token');
  if (typeof token !== 'string') throw new Error(answer.text);
  return token;
}

/** Adds an app that trusts the job as the ready-made one does, so that tests can act as another caller. */
export function addCaller(sandbox: Sandbox, number: number): ServicePrincipal {
  const suffix = String(number).padStart(4, '0');
  const caller: ServicePrincipal = {
    id: `0b1e0000-2222-4222-8333-00000000${suffix}`,
    appId: `c11e0000-2222-4222-8333-00000000${suffix}`,
    displayName: `caller-${number}`,
    tenantId: IDS.tenant,
    kind: 'Application',
    federatedCredentials: [
      {
        name: 'main',
        issuer: 'https://token.actions.githubusercontent.com',
        subject: 'repo:contoso/assistant:ref:refs/heads/main',
        audience: 'api://AzureADTokenExchange',
      },
    ],
  };
  sandbox.world.servicePrincipals.push(caller);
  return caller;
}

export interface Arm {
  readonly get: (path: string) => Promise<WireAnswer>;
  readonly send: (method: string, path: string, body?: unknown) => Promise<WireAnswer>;
}

/** Resource Manager as one caller sees it; the API version is added where a path has none. */
export async function armAs(sandbox: Sandbox, clientId: string = IDS.clientId): Promise<Arm> {
  const token = await tokenFor(sandbox, sandbox.urls.arm, clientId);
  const send = (method: string, path: string, body?: unknown): Promise<WireAnswer> => {
    const options: WireRequest = { method, token, ...(body === undefined ? {} : { body }) };
    const url = path.startsWith('https://') ? path : `${sandbox.urls.arm}${versioned(path)}`;
    return ask(sandbox, url, options);
  };
  return { send, get: (path) => send('GET', path) };
}

function versioned(path: string): string {
  if (path.includes('api-version=')) return path;
  const providers = path.split('?')[0]?.split('/providers/') ?? [];
  const type = providers.at(-1)?.toLowerCase() ?? '';
  const version =
    [
      [/^microsoft\.cognitiveservices/, '2025-06-01'],
      [/^microsoft\.machinelearningservices/, '2024-10-01'],
      [/^microsoft\.authorization\/polic/, '2023-04-01'],
      [/^microsoft\.authorization\/locks/, '2016-09-01'],
      [/^microsoft\.authorization/, '2022-04-01'],
      [/^microsoft\.insights/, '2015-04-01'],
      [/^microsoft\.management/, '2020-05-01'],
      [/^microsoft\.resourcegraph/, '2022-10-01'],
    ].find(([pattern]) => (pattern as RegExp).test(type))?.[1] ?? '2022-12-01';
  return `${path}${path.includes('?') ? '&' : '?'}api-version=${String(version)}`;
}

export function codeOf(answer: WireAnswer): unknown {
  return at(answer.json, 'error', 'code');
}

export function namesOf(answer: WireAnswer): unknown[] {
  const value = at(answer.json, 'value');
  return Array.isArray(value) ? value.map((item) => at(item, 'name')) : [];
}
