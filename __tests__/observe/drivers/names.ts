import { readNames } from '../../../src/azure/readers/names.ts';
import { Tokens } from '../../../src/azure/sign-in.ts';
import { systemClock } from '../../../src/azure/clock.ts';
import { Transport } from '../../../src/azure/transport.ts';
import { CLOUDS } from '../../../src/domain/cloud.ts';

/** Reads names as the action does, in a process of its own that trusts the sandbox; prints them as JSON. */
const [graph = '', authorityHost = '', tenantId = '', clientId = '', ...objectIds] =
  process.argv.slice(2);
const transport = new Transport({
  concurrency: 4,
  clock: systemClock,
  log: () => undefined,
  mayCall: ({ hostname }) => hostname === '127.0.0.1',
});
const tokens = new Tokens({
  settings: { auth: 'oidc', clientId, tenantId, audience: 'api://AzureADTokenExchange' },
  cloud: { ...CLOUDS.AzureCloud, authorityHost },
  httpClient: transport,
  mask: () => undefined,
  getAssertion: async () => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } =
      process.env;
    const response = await fetch(`${url ?? ''}&audience=api://AzureADTokenExchange`, {
      headers: { authorization: `Bearer ${token ?? ''}` },
    });
    return ((await response.json()) as { value: string }).value;
  },
});
const names = await readNames({ graph, tokens, transport }, objectIds);
console.log(JSON.stringify(names ? [...names] : null));
