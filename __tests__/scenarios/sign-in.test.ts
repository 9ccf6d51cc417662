import { describe, expect, it } from '@jest/globals';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import type { World } from '../../sandbox/world.ts';
import { FAST } from '../faults/travel.ts';
import { gateway, runGate, type GateRun } from './gate.ts';

/** A world in which sign-in fails, run as a check. */
async function refused(
  change: (world: World) => void,
  inputs: Readonly<Record<string, string>> = {},
): Promise<GateRun> {
  const world = legacyWorld();
  change(world);
  await using sandbox = await gateway(world);
  const run = await runGate(sandbox, inputs);
  expect(run.code).toBe(1);
  expect(run.report.findings.filter(({ status }) => status === 'pass')).toEqual([]);
  return run;
}

const otherSubject = (world: World): void => {
  for (const principal of world.servicePrincipals) {
    for (const credential of principal.federatedCredentials ?? []) credential.subject += '-other';
  }
};
const states = ({ report }: GateRun): unknown =>
  report.setUp?.map(({ title, state }) => [title.split(':')[0], state]);
const commandsOf = ({ report }: GateRun, state: string): string =>
  report.setUp?.flatMap((step) => (step.state === state ? step.commands : [])).join('\n') ?? '';

describe('a check whose sign-in fails tells what a green gate needs, with the ids of the run:', () => {
  it('the credential for the subject that was sent', async () => {
    const run = await refused(otherSubject);
    expect(states(run)).toEqual([
      ['An identity for the workflow', 'done'],
      ['A federated credential that trusts the workflow', 'missing'],
      ['Roles of the identity', 'unseen'],
      ['Permissions of the workflow', 'done'],
    ]);
    expect(commandsOf(run, 'missing')).toContain(
      `az ad app federated-credential create --id ${IDS.clientId} `,
    );
    expect(commandsOf(run, 'missing')).toContain('repo:contoso/assistant:ref:refs/heads/main');
    expect(commandsOf(run, 'unseen')).toContain(`--scope ${RESOURCE_IDS.subscription}\n`);
    expect(commandsOf(run, 'unseen')).toContain(`--scope ${RESOURCE_IDS.account}`);
    expect(run.summary).toContain('### What a green gate needs');
    expect(run.stdout).toContain('2. A federated credential that trusts the workflow: missing');
  });

  it('the identity that the tenant does not know', async () => {
    const run = await refused(() => undefined, { 'client-id': IDS.foreignClientId });
    expect(states(run)).toContainEqual(['An identity for the workflow', 'missing']);
    expect(commandsOf(run, 'missing')).toContain(`az ad sp show --id ${IDS.foreignClientId}`);
  });

  it('the permission of the job', async () => {
    const run = await refused((world) => (world.github.oidc.enabled = false));
    expect(states(run)).toContainEqual(['Permissions of the workflow', 'missing']);
    expect(commandsOf(run, 'missing')).toContain('id-token: write');
    expect(run.of('keys-disabled')[0]?.fix).toContain('Code: permissions:');
  });

  it('what stands in the way, where no part of the set-up is missing', async () => {
    const run = await refused((world) => {
      for (const principal of world.servicePrincipals) principal.blockedByConditionalAccess = true;
    });
    expect(states(run)).toContainEqual(['Sign-in', 'missing']);
    expect(run.summary).toContain('AADSTS53003');
  });
});

it.each(['refused', 'reset-mid-body'] as const)(
  'ends in a report and a sentence where the request for the ID token is met by %s',
  async (kind) => {
    await using sandbox = await gateway(legacyWorld());
    sandbox.faults.add({ kind, match: { service: 'oidc' } });
    const run = await runGate(sandbox, {}, { env: { ...FAST, RUNNER_DEBUG: '' } });
    expect(run.code).toBe(1);
    expect(run.of('keys-disabled')[0]?.status).toBe('unknown');
    expect(run.of('keys-disabled')[0]?.message).toMatch(/ID token request: .*(?:ECONN|connection)/);
  },
);

it('says why nothing was judged in one annotation, whatever the number of resources', async () => {
  const run = await refused(otherSubject, {
    resources: `${RESOURCE_IDS.account}\n${RESOURCE_IDS.resourceGroup}`,
  });
  const annotations = run.stdout.match(/^::(error|warning|notice)[ :].*/gm) ?? [];
  expect(annotations.filter((line) => line.includes('AADSTS700213'))).toHaveLength(1);
  // The other is what fails the step.
  expect(annotations).toHaveLength(2);
});
