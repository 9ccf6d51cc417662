import { ClientAssertionCredential } from '@azure/identity';

/** Reads a variable of the job's environment. */
export function env(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** The official credential, with an assertion from the job's OIDC endpoint. */
export const credential = new ClientAssertionCredential(
  env('INPUT_TENANT-ID'),
  env('INPUT_CLIENT-ID'),
  async () => {
    const url = `${env('ACTIONS_ID_TOKEN_REQUEST_URL')}&audience=${encodeURIComponent('api://AzureADTokenExchange')}`;
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${env('ACTIONS_ID_TOKEN_REQUEST_TOKEN')}` },
    });
    return ((await answer.json()) as { value: string }).value;
  },
  { authorityHost: env('INPUT_AUTHORITY-HOST'), disableInstanceDiscovery: true },
);

export const endpoint = env('INPUT_RESOURCE-MANAGER-ENDPOINT');
export const subscription = env('INPUT_SUBSCRIPTION-ID');
export const clientOptions = { endpoint, credentialScopes: `${endpoint}/.default` };
