import { describe, expect, it } from '@jest/globals';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { gateway, runGate } from './gate.ts';
import { openTunnels } from './tunnels.ts';

describe('behind a proxy', () => {
  it('asks Entra ID, Azure and the endpoint through it', async () => {
    await using sandbox = await gateway(compliantWorld());
    await using proxy = await openTunnels();
    const run = await runGate(
      sandbox,
      { principals: `group:${IDS.developers}` },
      { env: { HTTPS_PROXY: proxy.url } },
    );
    expect(run.code).toBe(0);
    // The toolkit asks GitHub itself, and takes no proxy for a loopback address.
    const services = new Set(sandbox.log.map(({ service }) => service));
    services.delete('oidc');
    expect([...services].sort()).toEqual(['arm', 'entra', 'inference']);
    expect(new Set(proxy.asked).size).toBe(services.size);
  });
});
