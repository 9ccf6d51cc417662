import { describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { gateway, runGate } from './gate.ts';
import { openTunnels, type Tunnels } from './tunnels.ts';

/** Leads the public cloud's addresses to the sandbox. */
function toSandbox({ urls }: Sandbox): Promise<Tunnels> {
  return openTunnels({
    'login.microsoftonline.com:443': new URL(urls.entra).host,
    'management.azure.com:443': new URL(urls.arm).host,
    'graph.microsoft.com:443': new URL(urls.arm).host,
  });
}

describe('in the public cloud', () => {
  it('has the tokens for the probe and for display names asked for while the first is waited for', async () => {
    await using sandbox = await gateway(compliantWorld(), { latencyMs: 100 });
    await using proxy = await toSandbox(sandbox);
    const run = await runGate(
      sandbox,
      {
        principals: `group:${IDS.developers}`,
        'authority-host': '',
        'resource-manager-endpoint': '',
      },
      { env: { HTTPS_PROXY: proxy.url } },
    );
    expect(run.code).toBe(0);
    // Each token takes a new one of GitHub's.
    const asked = sandbox.log.map(({ service }) => service);
    const firstOfAzure = asked.indexOf('arm');
    expect(asked.slice(0, firstOfAzure).filter((service) => service === 'oidc')).toHaveLength(3);
    // The addresses of this cloud's Entra ID are known to the library: it asks for no description of them.
    expect(sandbox.log.filter(({ path }) => path.includes('.well-known'))).toEqual([]);
  });
});
