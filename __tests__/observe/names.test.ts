import tls from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { readNames } from '../../src/azure/readers/names.ts';
import { Tokens } from '../../src/azure/sign-in.ts';
import { systemClock, Transport } from '../../src/azure/transport.ts';
import { CLOUDS } from '../../src/domain/cloud.ts';

/** A signed-in client in this process; the sandbox's directory answers at its control plane's address. */
function signIn(sandbox: Sandbox) {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), sandbox.ca]);
  const transport = new Transport({
    concurrency: 4,
    clock: systemClock,
    log: () => undefined,
    mayCall: ({ hostname }) => hostname === '127.0.0.1',
  });
  const { tenantId, clientId } = sandbox.world.signIn;
  const tokens = new Tokens({
    settings: { auth: 'oidc', clientId, tenantId, audience: 'api://AzureADTokenExchange' },
    cloud: { ...CLOUDS.AzureCloud, authorityHost: sandbox.urls.entra },
    httpClient: transport,
    mask: () => undefined,
    getAssertion: async () => {
      const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } =
        sandbox.env;
      const response = await fetch(`${url ?? ''}&audience=api://AzureADTokenExchange`, {
        headers: { authorization: `Bearer ${token ?? ''}` },
      });
      return ((await response.json()) as { value: string }).value;
    },
  });
  return { graph: sandbox.urls.arm, tokens, transport };
}

describe('display names', () => {
  it('are those of the directory when Microsoft Graph allows, and tell who is gone', async () => {
    const sandbox = await startSandbox(compliantWorld(), { behaviour: { graphAllowed: true } });
    try {
      const gone = '99990000-1111-4222-8333-000000000001';
      const names = await readNames(signIn(sandbox), [IDS.developers, gone]);
      expect(names.get(IDS.developers)).toEqual({ name: 'ai-developers', gone: false });
      expect(names.get(gone)).toMatchObject({ gone: true });
    } finally {
      await sandbox.close();
    }
  });

  it('are left out, and nothing else is lost, when it does not', async () => {
    const sandbox = await startSandbox(compliantWorld(), { behaviour: { graphAllowed: false } });
    try {
      expect(await readNames(signIn(sandbox), [IDS.developers])).toEqual(new Map());
    } finally {
      await sandbox.close();
    }
  });
});
