import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import type { World } from '../../sandbox/world.ts';
import { gateway, runGate } from './gate.ts';

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps?: readonly { uses?: string; with?: Record<string, unknown> }[] }
  >;
}

const VARS: Readonly<Record<string, string>> = {
  AZURE_CLIENT_ID: IDS.clientId,
  AZURE_TENANT_ID: IDS.tenant,
  AZURE_SUBSCRIPTION_ID: IDS.subscription,
  FOUNDRY_RESOURCE_ID: RESOURCE_IDS.account,
  MODEL_USERS_GROUP_ID: IDS.developers,
  APP_PRINCIPAL_ID: IDS.projectIdentity,
  MANAGEMENT_GROUP: 'contoso',
};

/** The inputs of the action's step as the example writes them, with the repository's variables filled in. */
function inputsOf(file: string): Record<string, string> {
  const { jobs } = parse(readFileSync(`examples/${file}`, 'utf8')) as Workflow;
  const step = Object.values(jobs)
    .flatMap(({ steps }) => steps ?? [])
    .find(({ uses }) => uses?.startsWith('foundry-entra-gate/'));
  return Object.fromEntries(
    Object.entries(step?.with ?? {}).map(([name, value]) => [
      name,
      String(value).replace(
        /\$\{\{ vars\.(\w+) \}\}/g,
        (_, variable: string) => VARS[variable] ?? '',
      ),
    ]),
  );
}

function inEnvironment(world: World, environment: string): World {
  world.github.oidc.environment = environment;
  const app = world.servicePrincipals.find(({ id }) => id === IDS.ci);
  app?.federatedCredentials?.push({
    name: environment,
    issuer: 'https://token.actions.githubusercontent.com',
    subject: `repo:contoso/assistant:environment:${environment}`,
    audience: 'api://AzureADTokenExchange',
  });
  return world;
}

describe('the example workflows, as written, on a compliant resource', () => {
  it.each([
    ['pull-request.yml', () => compliantWorld()],
    ['deployment-gate.yml', () => inEnvironment(compliantWorld(), 'production')],
    ['scheduled-audit.yml', () => compliantWorld()],
  ] as const)('%s passes', async (file, world) => {
    await using sandbox = await gateway(world());
    const inputs = inputsOf(file);
    expect(inputs.resources).not.toBe('');
    const run = await runGate(sandbox, { scan: 'auto', ...inputs });
    expect(run.report.findings.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(run.code).toBe(0);
    expect(run.outputs.compliant).toBe('true');
  });
});
