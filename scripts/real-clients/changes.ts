import assert from 'node:assert/strict';
import path from 'node:path';
import type { Sandbox } from '../../sandbox/index.ts';
import type { RoleAssignment } from '../../sandbox/world.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import type { Report } from '../../src/domain/report.ts';
import { runAsRunner } from '../run-as-runner.ts';
import type { Az } from './az.ts';
import type { Step } from './step.ts';

const ROLE = 'Cognitive Services User';
const AT_ACCOUNT = ['--name', 'contoso-ai', '--resource-group', 'rg-ai'];
const AT_SCOPE = ['--scope', RESOURCE_IDS.account];

function held(sandbox: Sandbox, principalId: string, role: string): RoleAssignment[] {
  return sandbox.world.roleAssignments.filter(
    (assignment) =>
      assignment.principalId === principalId &&
      sandbox.world.roleDefinitions.every(
        ({ id, roleName }) => id !== assignment.role || roleName === role,
      ),
  );
}

/** As `az role assignment list` shows an assignment. */
async function listed(az: Az, ...args: string[]): Promise<unknown> {
  const query =
    'sort_by([].{principal:principalId, name:principalName, role:roleDefinitionName, scope:scope}, &join(`,`, [principal, role]))';
  return az.json('role', 'assignment', 'list', ...args, '--query', query);
}

export const ROLES: readonly Step[] = [
  {
    name: 'az role assignment list --include-inherited',
    run: async ({ az, sandbox }) => {
      const { users, groups, servicePrincipals, roleAssignments } = sandbox.world;
      const names = new Map<string, string>([
        ...users.map(({ id, userPrincipalName }) => [id, userPrincipalName] as const),
        ...groups.map(({ id, displayName }) => [id, displayName] as const),
        ...servicePrincipals.map(({ id, appId }) => [id, appId] as const),
      ]);
      const above = [RESOURCE_IDS.account, RESOURCE_IDS.resourceGroup, RESOURCE_IDS.subscription];
      assert.deepEqual(
        await listed(az, ...AT_SCOPE, '--include-inherited'),
        roleAssignments
          .filter(({ scope }) => above.some((known) => known === scope))
          .map(({ principalId, role, scope }) => ({
            principal: principalId,
            name: names.get(principalId),
            role,
            scope,
          }))
          .sort((a, b) => (`${a.principal},${a.role}` < `${b.principal},${b.role}` ? -1 : 1)),
      );
    },
  },
  {
    name: 'az role assignment create, twice',
    run: async ({ az, sandbox }) => {
      const create = [
        ...['role', 'assignment', 'create', '--role', ROLE, ...AT_SCOPE],
        ...['--assignee-object-id', IDS.developers, '--assignee-principal-type', 'Group'],
      ];
      const made = (await az.json(...create)) as { name: string };
      await az.json(...create);
      const [assignment, ...more] = held(sandbox, IDS.developers, ROLE);
      assert.deepEqual(more, []);
      assert.equal(assignment?.name, made.name);
      assert.equal(assignment.principalType, 'Group');
      assert.equal(assignment.scope, RESOURCE_IDS.account);
    },
  },
  {
    name: 'az role assignment delete',
    run: async ({ az, sandbox }) => {
      await az.json(
        ...['role', 'assignment', 'delete', '--role', ROLE, ...AT_SCOPE],
        ...['--assignee', IDS.developers],
      );
      assert.deepEqual(held(sandbox, IDS.developers, ROLE), []);
    },
  },
];

export const KEYS: readonly Step[] = [
  {
    name: 'az cognitiveservices account keys list, regenerate',
    run: async ({ az, sandbox }) => {
      const [first] = sandbox.world.accounts;
      assert.ok(first);
      const keys = ['cognitiveservices', 'account', 'keys'];
      const before = sandbox.keysOf(first);
      assert.deepEqual(await az.json(...keys, 'list', ...AT_ACCOUNT), before);
      const after = await az.json(...keys, 'regenerate', ...AT_ACCOUNT, '--key-name', 'Key1');
      assert.deepEqual(after, sandbox.keysOf(first));
      assert.notEqual(sandbox.keysOf(first).key1, before.key1);
      assert.equal(sandbox.keysOf(first).key2, before.key2);
    },
  },
  {
    name: 'az resource update --set properties.disableLocalAuth=true',
    run: async ({ az, sandbox }) => {
      const set = ['--set', 'properties.disableLocalAuth=true'];
      await az.json('resource', 'update', '--ids', RESOURCE_IDS.account, ...set);
      const [first] = sandbox.world.accounts;
      assert.equal(first?.properties.disableLocalAuth, true);
      assert.equal(first.properties.customSubDomainName, 'contoso-ai');
      assert.match(
        await az.refusal('cognitiveservices', 'account', 'keys', 'list', ...AT_ACCOUNT),
        /Failed to list key\. disableLocalAuth is set to be true/,
      );
    },
  },
  {
    name: 'az rest --method patch turns it back',
    run: async ({ az, sandbox }) => {
      await az.json(
        ...['rest', '--method', 'patch', '--url', `${RESOURCE_IDS.account}?api-version=2025-06-01`],
        ...['--body', JSON.stringify({ properties: { disableLocalAuth: false } })],
      );
      assert.equal(sandbox.world.accounts[0]?.properties.disableLocalAuth, false);
    },
  },
  {
    name: 'the action with auth: azure-cli, by the session of this az',
    run: async ({ az, sandbox }) => {
      const result = await runAsRunner({
        inputs: { resources: RESOURCE_IDS.account, scan: 'off', probe: 'off', auth: 'azure-cli' },
        env: {
          ...sandbox.env,
          ...az.environment,
          PATH: `${path.dirname(az.command)}${path.delimiter}${az.environment.PATH}`,
        },
      });
      const { findings } = result.report as Report;
      assert.equal(
        findings.find(({ rule }) => rule === 'keys-disabled')?.status,
        'fail',
        JSON.stringify(findings.slice(0, 3)),
      );
      assert.equal(
        sandbox.log.some(({ service, caller }) => service === 'arm' && caller === IDS.ci),
        true,
      );
    },
  },
];
