import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { toJob } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import type { World } from '../../sandbox/world.ts';
import { runWorkflow } from '../../scripts/run-workflow.ts';
import type { Report } from '../../src/domain/report.ts';
import { gateway } from './gate.ts';

const VARS: Readonly<Record<string, string>> = {
  AZURE_CLIENT_ID: IDS.clientId,
  AZURE_ENFORCE_CLIENT_ID: IDS.clientId,
  AZURE_TENANT_ID: IDS.tenant,
  AZURE_SUBSCRIPTION_ID: IDS.subscription,
  FOUNDRY_RESOURCE_ID: RESOURCE_IDS.account,
  MODEL_USERS_GROUP_ID: IDS.developers,
  APP_PRINCIPAL_ID: IDS.projectIdentity,
  MANAGEMENT_GROUP: 'contoso',
};
const example = (name: string): string => readFileSync(`examples/${name}.yml`, 'utf8');

/** A world whose identity also trusts jobs of an environment. */
function trusting(world: World, environment: string): World {
  const app = world.servicePrincipals.find(({ id }) => id === IDS.ci);
  app?.federatedCredentials?.push({
    name: environment,
    issuer: 'https://token.actions.githubusercontent.com',
    subject: `repo:contoso/assistant:environment:${environment}`,
    audience: 'api://AzureADTokenExchange',
  });
  return world;
}

/** A world whose identity reads the management group, as the README asks for an audit of one. */
function auditable(world: World): World {
  world.roleAssignments.push(toJob('Reader', RESOURCE_IDS.managementGroup));
  return world;
}

describe('the example workflows, as written, on a compliant resource', () => {
  it.each(['pull-request', 'deployment-gate', 'scheduled-audit'])('%s passes', async (name) => {
    await using sandbox = await gateway(auditable(trusting(compliantWorld(), 'production')));
    const [run] = await runWorkflow(sandbox, example(name), { vars: VARS });
    const report = run?.result.report as Report;
    expect(report.findings.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(run?.result.code).toBe(0);
    expect(run?.result.outputs.compliant).toBe('true');
  });
});

it('keys-off, as written, takes a resource from keys to none by the plan that was approved', async () => {
  await using sandbox = await gateway(trusting(legacyWorld('enforce'), 'keys-off'));
  const [plan, enforce] = await runWorkflow(sandbox, example('keys-off'), { vars: VARS });
  expect(plan?.result.code).toBe(0);
  expect(enforce?.inputs['approved-plan']).toBe(plan?.result.outputs['plan-digest']);
  expect(enforce?.result.code).toBe(0);
  expect(sandbox.world.accounts[0]?.properties.disableLocalAuth).toBe(true);
});
