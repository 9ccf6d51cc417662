import { describe, expect, it } from '@jest/globals';
import type { Sandbox, World } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { estateWorld } from '../../sandbox/worlds/estate.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { gateway, runGate, type GateRun } from './gate.ts';
import { openTunnels, type Tunnels } from './tunnels.ts';

/** Leads the public cloud's addresses to the sandbox. */
function toSandbox({ urls }: Sandbox): Promise<Tunnels> {
  return openTunnels({
    'login.microsoftonline.com:443': new URL(urls.entra).host,
    'management.azure.com:443': new URL(urls.arm).host,
    'graph.microsoft.com:443': new URL(urls.arm).host,
  });
}

/** The action as it runs in the public cloud. */
async function runInPublicCloud(
  sandbox: Sandbox,
  inputs: Readonly<Record<string, string>>,
): Promise<GateRun> {
  await using proxy = await toSandbox(sandbox);
  return await runGate(
    sandbox,
    { ...inputs, 'authority-host': '', 'resource-manager-endpoint': '' },
    { env: { HTTPS_PROXY: proxy.url } },
  );
}

/** Accounts of which each has a principal of its own. */
function estate(): World {
  const world = estateWorld({
    subscriptions: 2,
    accounts: 12,
    projectsPerAccount: 0,
    connectionsPerAccount: 0,
  });
  world.accounts.forEach(({ subscriptionId, resourceGroup, name }, index) => {
    const principalId = `64000000-1111-4222-8333-${String(index).padStart(12, '0')}`;
    world.users.push({
      id: principalId,
      userPrincipalName: `developer-${index}@contoso.example`,
      displayName: `Developer ${index}`,
    });
    world.roleAssignments.push({
      scope: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.CognitiveServices/accounts/${name}`,
      role: 'Cognitive Services User',
      principalId,
      principalType: 'User',
    });
  });
  return world;
}

describe('in the public cloud', () => {
  it('has the tokens for the probe and for display names asked for while the first is waited for', async () => {
    await using sandbox = await gateway(compliantWorld(), { latencyMs: 100 });
    const run = await runInPublicCloud(sandbox, { principals: `group:${IDS.developers}` });
    expect(run.code).toBe(0);
    // Each token takes a new one of GitHub's.
    const asked = sandbox.log.map(({ service }) => service);
    const firstOfAzure = asked.indexOf('arm');
    expect(asked.slice(0, firstOfAzure).filter((service) => service === 'oidc')).toHaveLength(3);
    // The addresses of this cloud's Entra ID are known to the library: it asks for no description of them.
    expect(sandbox.log.filter(({ path }) => path.includes('.well-known'))).toEqual([]);
  });

  it.each([
    ['once, where it refuses', false, 1, 'User 64000000-1111-4222-8333-000000000007'],
    ['for many accounts together, where it allows', true, 4, 'Developer 7'],
  ])('has the directory asked for names %s', async (_, graphAllowed, most, shown) => {
    await using sandbox = await gateway(estate(), { behaviour: { graphAllowed } });
    const run = await runInPublicCloud(sandbox, {
      resources: '/providers/Microsoft.Management/managementGroups/estate',
      probe: 'off',
    });
    const asked = sandbox.log.filter(({ path }) => path.endsWith('/getByIds'));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(most);
    expect(
      run
        .of('assign-to-groups')
        .map(({ message, evidence }) => `${message} ${evidence ?? ''}`)
        .join(),
    ).toContain(shown);
  });
});
