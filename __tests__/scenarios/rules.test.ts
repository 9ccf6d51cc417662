import { describe, expect, it } from '@jest/globals';
import type { Fault, Sandbox } from '../../sandbox/index.ts';
import { openAiConnection } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import type { Account, World } from '../../sandbox/world.ts';
import type { RuleId, Status } from '../../src/domain/finding.ts';
import { gateway, runGate, type GateRun } from './gate.ts';

interface Case {
  readonly rule: RuleId;
  readonly when: string;
  readonly world: () => World;
  readonly status: Status;
  readonly faults?: readonly Fault[];
  readonly inputs?: Readonly<Record<string, string>>;
  /** Must be in the messages or evidence of the rule's findings. */
  readonly says?: string;
}

const developers = { principals: `group:${IDS.developers}` };
const HOSTILE = '<img src=x onerror=alert(1)> | ::error::@octocat #1 \u202e\u200b `rm`';

function changed(
  world: () => World,
  change: (world: World, account: Account) => void,
): () => World {
  return () => {
    const made = world();
    const account = made.accounts[0];
    if (!account) throw new Error('the world has an account');
    change(made, account);
    return made;
  };
}

/** Entries of one correlation id about the listing of keys, the oldest first. */
function logged(statuses: readonly World['activityLog'][number]['status'][]): () => World {
  return changed(compliantWorld, (world) => {
    world.activityLog = statuses.map((status, index) => ({
      resourceId: RESOURCE_IDS.account,
      operationName: 'Microsoft.CognitiveServices/accounts/listKeys/action',
      hoursAgo: 9 - index,
      caller: 'ada@contoso.example',
      correlationId: '0c000000-1111-4222-8333-000000000001',
      status,
    }));
  });
}

/** Of its group, from the assignment that guards keys. */
function exempted(change: Partial<World['policyExemptions'][number]>): () => World {
  return changed(compliantWorld, (world) => {
    for (const { scope, name } of world.policyAssignments) {
      world.policyExemptions.push({
        scope: RESOURCE_IDS.resourceGroup,
        name: 'until-migrated',
        policyAssignmentId: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
        exemptionCategory: 'Waiver',
        ...change,
      });
    }
  });
}

const denied = (path: string): Fault => ({
  match: { service: 'arm', path },
  kind: 'status',
  status: 403,
  body: {
    error: {
      code: 'AuthorizationFailed',
      message: `The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.Test/${path.replaceAll(/[^a-z]/gi, '')}/read' over scope '${RESOURCE_IDS.account}' or the scope is invalid.`,
    },
  },
});
const throttled = (path: string): Fault => ({
  match: { path },
  kind: 'status',
  status: 429,
  headers: { 'retry-after': '1' },
  body: { error: { code: 'TooManyRequests', message: 'slow down' } },
});

const account = 'accounts/contoso-ai(\\?|$)';
const cases: readonly Case[] = [
  { rule: 'custom-subdomain', when: 'it has one', world: compliantWorld, status: 'pass' },
  {
    rule: 'custom-subdomain',
    when: 'it has none',
    world: changed(compliantWorld, (_, one) => delete one.properties.customSubDomainName),
    status: 'fail',
  },
  {
    rule: 'custom-subdomain',
    when: 'the account may not be read',
    world: compliantWorld,
    faults: [denied(account)],
    status: 'unknown',
    says: 'Microsoft.Test',
  },
  {
    rule: 'custom-subdomain',
    when: 'the account is throttled out',
    world: compliantWorld,
    faults: [throttled(account)],
    status: 'unknown',
    says: 'throttled',
  },
  {
    rule: 'custom-subdomain',
    when: 'it is only spaces',
    world: changed(compliantWorld, (_, one) => (one.properties.customSubDomainName = '  ')),
    status: 'fail',
  },

  { rule: 'keys-disabled', when: 'keys are off', world: compliantWorld, status: 'pass' },
  { rule: 'keys-disabled', when: 'keys are on', world: legacyWorld, status: 'fail' },
  {
    rule: 'keys-disabled',
    when: 'the account is throttled out',
    world: compliantWorld,
    faults: [throttled(account)],
    status: 'unknown',
  },
  {
    rule: 'keys-disabled',
    when: 'the property is the text "true"',
    world: changed(compliantWorld, (_, one) =>
      Object.assign(one.properties, { disableLocalAuth: 'true' }),
    ),
    status: 'fail',
  },

  {
    rule: 'inference-role',
    when: 'the group holds it',
    world: compliantWorld,
    inputs: developers,
    status: 'pass',
  },
  {
    rule: 'inference-role',
    when: 'the group holds none',
    world: legacyWorld,
    inputs: developers,
    status: 'fail',
  },
  { rule: 'inference-role', when: 'nobody is required', world: legacyWorld, status: 'skipped' },
  {
    rule: 'inference-role',
    when: 'assignments may not be read',
    world: compliantWorld,
    inputs: developers,
    faults: [denied('/roleAssignments')],
    status: 'unknown',
    says: 'Microsoft.Test/roleAssignments/read',
  },
  {
    rule: 'inference-role',
    when: 'role definitions are throttled out',
    world: compliantWorld,
    inputs: developers,
    faults: [throttled('/roleDefinitions')],
    status: 'unknown',
  },

  {
    rule: 'assign-to-groups',
    when: 'groups hold the roles',
    world: compliantWorld,
    status: 'pass',
  },
  {
    rule: 'assign-to-groups',
    when: 'a user holds one',
    world: legacyWorld,
    status: 'fail',
    says: IDS.grace,
  },
  {
    rule: 'assign-to-groups',
    when: 'assignments may not be read',
    world: compliantWorld,
    faults: [denied('/roleAssignments')],
    status: 'unknown',
  },

  { rule: 'key-readers', when: 'keys are off', world: compliantWorld, status: 'pass' },
  {
    rule: 'key-readers',
    when: 'Cognitive Services User and Contributor can list them',
    world: legacyWorld,
    status: 'fail',
    says: IDS.platformTeam,
  },
  {
    rule: 'key-readers',
    when: 'a custom role reaches listKeys by a wildcard in another letter case',
    world: changed(legacyWorld, (world) => {
      world.roleDefinitions.push({
        id: 'c0570000-1111-4222-8333-00000000000a',
        roleName: HOSTILE,
        type: 'CustomRole',
        assignableScopes: [RESOURCE_IDS.subscription],
        permissions: [
          {
            actions: ['MICROSOFT.cognitiveservices/*/LISTKEYS/*'],
            notActions: [],
            dataActions: [],
            notDataActions: [],
          },
        ],
      });
      world.roleAssignments.push({
        scope: RESOURCE_IDS.resourceGroup,
        role: 'c0570000-1111-4222-8333-00000000000a',
        principalId: IDS.ada,
        principalType: 'User',
      });
    }),
    status: 'fail',
    says: IDS.ada,
  },
  {
    rule: 'key-readers',
    when: 'assignments are throttled out',
    world: legacyWorld,
    faults: [throttled('/roleAssignments')],
    status: 'unknown',
  },

  {
    rule: 'connections-use-entra',
    when: 'all use Entra ID',
    world: compliantWorld,
    status: 'pass',
  },
  {
    rule: 'connections-use-entra',
    when: 'one stores a key',
    world: legacyWorld,
    status: 'fail',
    says: 'shared-models',
  },
  {
    rule: 'connections-use-entra',
    when: 'the category is key-only by nature',
    world: legacyWorld,
    status: 'skipped',
    says: 'bing',
  },
  {
    rule: 'connections-use-entra',
    when: 'a key header stands behind an AAD label',
    world: changed(compliantWorld, (_, one) => {
      one.connections.push(
        openAiConnection('leftover', 'AAD', RESOURCE_IDS.account, {
          metadata: {
            ApiType: 'Azure',
            ResourceId: RESOURCE_IDS.account,
            'api-key': 'x'.repeat(32),
          },
        }),
      );
    }),
    status: 'fail',
    says: 'leftover',
  },
  {
    rule: 'connections-use-entra',
    when: 'the category is one that nobody knows',
    world: changed(compliantWorld, (_, one) => {
      one.connections.push({
        name: 'new-thing',
        category: 'QuantumOracle',
        authType: 'ApiKey',
        target: 'https://oracle.example/',
      });
    }),
    status: 'unknown',
    says: 'QuantumOracle',
  },
  {
    rule: 'connections-use-entra',
    when: 'a project may not be read',
    world: compliantWorld,
    faults: [denied('projects/assistant/connections')],
    status: 'unknown',
    says: 'Microsoft.Test',
  },

  {
    rule: 'hub-connections-use-entra',
    when: 'no hub points at the account',
    world: compliantWorld,
    status: 'pass',
  },
  {
    rule: 'hub-connections-use-entra',
    when: 'a hub stores its key',
    world: legacyWorld,
    status: 'fail',
    says: 'hub-models',
  },
  {
    rule: 'hub-connections-use-entra',
    when: 'hubs may not be listed',
    world: compliantWorld,
    faults: [denied('/workspaces')],
    status: 'unknown',
  },
  {
    rule: 'hub-connections-use-entra',
    when: 'the kind of the hub is not told',
    world: changed(legacyWorld, (world) => {
      for (const hub of world.workspaces) hub.kind = '';
    }),
    status: 'fail',
    says: 'hub-models',
  },
  {
    rule: 'hub-connections-use-entra',
    when: 'a plain workspace of machine learning stores the key',
    world: changed(legacyWorld, (world) => {
      for (const hub of world.workspaces) hub.kind = 'Default';
    }),
    status: 'fail',
    says: 'hub-models of workspace contoso-hub',
  },
  {
    rule: 'hub-connections-use-entra',
    when: 'there are feature stores only, which call no models',
    world: changed(legacyWorld, (world) => {
      for (const hub of world.workspaces) hub.kind = 'FeatureStore';
    }),
    status: 'pass',
  },
  {
    rule: 'hub-connections-use-entra',
    when: 'the address of the account lacks its scheme',
    world: changed(legacyWorld, (world) => {
      for (const { connections } of world.workspaces) {
        for (const connection of connections) {
          connection.metadata = { ApiType: 'Azure' };
          connection.target = new URL(connection.target).host;
        }
      }
    }),
    status: 'fail',
    says: 'hub-models',
  },
  {
    rule: 'hub-connections-use-entra',
    when: 'the hub names the account in another letter case',
    world: changed(legacyWorld, (world) => {
      for (const hub of world.workspaces) {
        for (const connection of hub.connections)
          connection.metadata = {
            resourceid: RESOURCE_IDS.account
              .toUpperCase()
              .replace('/SUBSCRIPTIONS/', '/subscriptions/'),
          };
      }
    }),
    status: 'fail',
  },

  {
    rule: 'connection-identity',
    when: 'the project identity holds a role',
    world: compliantWorld,
    status: 'pass',
  },
  {
    rule: 'connection-identity',
    when: 'it holds none',
    world: changed(compliantWorld, (world) => {
      world.roleAssignments = world.roleAssignments.filter(
        ({ principalId }) => principalId !== IDS.projectIdentity,
      );
    }),
    status: 'fail',
    says: IDS.projectIdentity,
  },
  {
    rule: 'connection-identity',
    when: 'what it holds through groups is throttled out',
    world: changed(compliantWorld, (world) => {
      world.roleAssignments = world.roleAssignments.filter(
        ({ principalId }) => principalId !== IDS.projectIdentity,
      );
    }),
    faults: [throttled('assignedTo')],
    status: 'unknown',
  },

  { rule: 'entra-accepted', when: 'the token passes', world: compliantWorld, status: 'pass' },
  {
    rule: 'entra-accepted',
    when: 'no token can pass without a custom subdomain',
    world: changed(compliantWorld, (_, one) => delete one.properties.customSubDomainName),
    status: 'fail',
  },
  {
    rule: 'entra-accepted',
    when: 'the job itself lacks the role',
    world: () => compliantWorld('reader'),
    status: 'unknown',
    says: 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action',
  },
  {
    rule: 'entra-accepted',
    when: 'the job itself lacks the role, and the endpoint looks at the body before it',
    world: changed(
      () => compliantWorld('reader'),
      (world) => (world.behaviour = { bodyChecked: 'before-role' }),
    ),
    status: 'unknown',
    says: 'no role that Azure lists',
  },
  {
    rule: 'entra-accepted',
    when: 'the endpoint looks at the body before the role, and the job has it',
    world: changed(compliantWorld, (world) => (world.behaviour = { bodyChecked: 'before-role' })),
    status: 'pass',
  },
  {
    rule: 'entra-accepted',
    when: 'the endpoint looks at the body before the role, and a deny assignment names a group of the job',
    world: changed(compliantWorld, (world) => {
      world.behaviour = { bodyChecked: 'before-role' };
      for (const { id, members } of world.groups) {
        if (id === IDS.platformTeam) members.push(IDS.ci);
      }
      world.denyAssignments.push({
        name: 'de170000-1111-4222-8333-000000000001',
        denyAssignmentName: 'No models',
        scope: RESOURCE_IDS.resourceGroup,
        permissions: [{ actions: [], notActions: [], dataActions: ['*'], notDataActions: [] }],
        principals: [{ id: IDS.platformTeam, type: 'Group' }],
      });
    }),
    status: 'unknown',
    says: 'No models',
  },
  {
    rule: 'entra-accepted',
    when: 'the endpoint looks at the body before anything else',
    world: changed(compliantWorld, (world) => (world.behaviour = { bodyChecked: 'first' })),
    status: 'unknown',
    says: 'made-up key in the same way',
  },
  {
    rule: 'entra-accepted',
    when: 'the firewall refuses the runner',
    world: changed(
      compliantWorld,
      (_, one) => (one.properties.networkAcls = { defaultAction: 'Deny' }),
    ),
    status: 'unknown',
    says: 'network',
  },
  {
    rule: 'entra-accepted',
    when: 'nothing listens at the endpoint',
    world: changed(compliantWorld, (_, one) => (one.dataPlane = { unreachable: true })),
    status: 'unknown',
  },
  {
    rule: 'entra-accepted',
    when: 'the endpoint throttles',
    world: compliantWorld,
    faults: [throttled('/openai/')],
    status: 'unknown',
  },
  {
    rule: 'entra-accepted',
    when: 'the endpoint is on a host that is not of this cloud',
    world: changed(compliantWorld, (_, one) => {
      one.properties.endpoint = 'https://evil.example/';
      one.properties.endpoints = {};
    }),
    status: 'unknown',
    says: 'evil.example',
  },
  {
    rule: 'entra-accepted',
    when: 'probes are off',
    world: compliantWorld,
    inputs: { probe: 'off' },
    status: 'skipped',
  },

  {
    rule: 'keys-refused',
    when: 'the endpoint refuses keys',
    world: compliantWorld,
    status: 'pass',
  },
  {
    rule: 'keys-refused',
    when: 'it only finds the made-up key wrong',
    world: legacyWorld,
    status: 'fail',
    says: 'was answered HTTP 401: Access denied due to invalid subscription key',
  },
  {
    rule: 'keys-refused',
    when: 'it answers the same although keys are off',
    world: changed(compliantWorld, (world) => (world.behaviour = { keyRefusal: '401' })),
    status: 'unknown',
  },

  { rule: 'keys-unread', when: 'nobody read them', world: compliantWorld, status: 'pass' },
  {
    rule: 'keys-unread',
    when: 'somebody did',
    world: legacyWorld,
    status: 'fail',
    says: 'grace@contoso.example',
  },
  {
    rule: 'keys-unread',
    when: 'who tried was refused',
    world: logged(['Started', 'Failed']),
    status: 'pass',
  },
  {
    rule: 'keys-unread',
    when: 'who was refused tried again in the same deployment',
    world: logged(['Started', 'Failed', 'Started', 'Succeeded']),
    status: 'fail',
    says: 'once in the last 30 days',
  },
  {
    rule: 'keys-unread',
    when: 'the log does not tell yet how the second attempt ended',
    world: logged(['Started', 'Failed', 'Started']),
    status: 'fail',
  },
  {
    rule: 'keys-unread',
    when: 'the log may not be read',
    world: compliantWorld,
    faults: [denied('/eventtypes/')],
    status: 'unknown',
  },
  {
    rule: 'keys-unread',
    when: 'the caller has a hostile name',
    world: changed(legacyWorld, (world) => {
      for (const event of world.activityLog) event.caller = HOSTILE;
    }),
    status: 'fail',
  },

  { rule: 'policy-guardrail', when: 'a policy denies keys', world: compliantWorld, status: 'pass' },
  { rule: 'policy-guardrail', when: 'there is none', world: legacyWorld, status: 'fail' },
  {
    rule: 'policy-guardrail',
    when: 'it is assigned with effect Disabled',
    world: changed(compliantWorld, (world) => {
      for (const policy of world.policyAssignments)
        policy.parameters = { effect: { value: 'Disabled' } };
    }),
    status: 'fail',
  },
  {
    rule: 'policy-guardrail',
    when: 'the account is exempt',
    world: exempted({}),
    status: 'fail',
    says: 'until-migrated',
  },
  {
    rule: 'policy-guardrail',
    when: 'the exemption has ended',
    world: exempted({ expiresOn: '2026-01-01T00:00:00Z' }),
    status: 'pass',
  },
  {
    rule: 'policy-guardrail',
    when: 'the exemption is for some locations',
    world: exempted({ resourceSelectors: [{ name: 'l', selectors: [] }] }),
    status: 'unknown',
  },
  {
    rule: 'policy-guardrail',
    when: 'the assignment is for some locations',
    world: changed(compliantWorld, (world) => {
      for (const policy of world.policyAssignments)
        policy.resourceSelectors = [{ name: 'l', selectors: [] }];
    }),
    status: 'unknown',
  },
  {
    rule: 'policy-guardrail',
    when: 'exemptions may not be read',
    world: compliantWorld,
    faults: [denied('/policyExemptions')],
    status: 'unknown',
    says: 'policyExemptions/read',
  },
  {
    rule: 'policy-guardrail',
    when: 'assignments are throttled out',
    world: compliantWorld,
    faults: [throttled('/policyAssignments')],
    status: 'unknown',
  },
];

async function run(sandbox: Sandbox, { faults = [], inputs }: Case): Promise<GateRun> {
  for (const fault of faults) sandbox.faults.add(fault);
  return runGate(sandbox, inputs);
}

describe('each rule against Azure', () => {
  it.each(cases.map((one) => [`${one.rule}: ${one.when} -> ${one.status}`, one] as const))(
    '%s',
    async (_, one) => {
      await using sandbox = await gateway(one.world());
      const result = await run(sandbox, one);
      const findings = result.of(one.rule);
      expect(findings.map(({ status }) => status)).toContain(one.status);
      const said = findings
        .map(({ message, evidence, fix }) => `${message}\n${evidence ?? ''}\n${fix ?? ''}`)
        .join('\n');
      if (one.says !== undefined) expect(said).toContain(one.says);
      // A check never writes and never reads a key, and untrusted names cannot act.
      expect(sandbox.log.filter(({ write, revealedSecret }) => write || revealedSecret)).toEqual(
        [],
      );
      expect(result.summary).not.toContain('<img src=x');
      expect(result.stdout).not.toMatch(/^::error::@octocat/m);
      expect(result.stdout).not.toContain('stopped because of a mistake of its own');
    },
  );

  it('has a pass, a fail and an unknown for every rule', () => {
    for (const rule of new Set(cases.map((one) => one.rule))) {
      const seen = new Set(cases.filter((one) => one.rule === rule).map((one) => one.status));
      expect([rule, seen.has('pass'), seen.has('fail'), seen.has('unknown')]).toEqual([
        rule,
        true,
        true,
        true,
      ]);
    }
  });
});
