import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Fault, World } from '../../sandbox/index.ts';
import { aiAccount, baseWorld, openAiConnection, toJob } from '../../sandbox/worlds/base.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { withPullRequest } from '../../sandbox/worlds/pull-request.ts';

/** One run of the action, without any fault in it yet. Together they make every kind of request that it can make. */
export interface Journey {
  readonly name: string;
  readonly world: () => World;
  readonly inputs: Readonly<Record<string, string>>;
  /** Runs before it, by inputs, that leave what this one finds: a comment, an issue. */
  readonly before?: Readonly<Record<string, string>>;
  /** Between `before` and the run. */
  readonly meanwhile?: (world: World) => void;
  /** What is out of order in all runs of it, so that the action takes its other way. */
  readonly standing?: readonly Fault[];
  readonly scans?: true;
}

const CHANGES = 'set-subdomain, assign-role, convert-connection, regenerate-keys, disable-keys';
const ROLE = 'c0570000-1111-4222-8333-00000000000b';
const DENY = 'de4f0000-1111-4222-8333-000000000001';
const POLICY = '/providers/Microsoft.Authorization/policyDefinitions';

const KEY_CODE = `from openai import AzureOpenAI
client = AzureOpenAI(azure_endpoint="https://contoso-ai.openai.azure.com", api_key="0123456789abcdef0123456789abcdef")
`;

/** A checked-out repository with one file that uses a key. */
export const WORKSPACE = mkdtempSync(path.join(os.tmpdir(), 'gate-faults-'));
writeFileSync(path.join(WORKSPACE, 'client.py'), KEY_CODE);

/** Every part of the role and policy model that the action follows to its end. */
function intricateWorld(): World {
  const world = legacyWorld('enforce');
  world.roleDefinitions.push({
    id: ROLE,
    roleName: 'Contoso model caller',
    type: 'CustomRole',
    // Not assignable below, so the list at the account does not hold it.
    assignableScopes: ['/subscriptions/00000000-0000-0000-0000-000000000001'],
    permissions: [
      {
        actions: [],
        notActions: [],
        dataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*'],
        notDataActions: [],
      },
    ],
  });
  world.roleAssignments.push({
    scope: RESOURCE_IDS.subscription,
    role: ROLE,
    principalId: IDS.ada,
    principalType: 'User',
  });
  world.denyAssignments.push({
    name: DENY,
    denyAssignmentName: 'no-inference-for-interns',
    scope: RESOURCE_IDS.resourceGroup,
    permissions: [
      {
        actions: [],
        notActions: [],
        dataActions: ['Microsoft.CognitiveServices/*'],
        notDataActions: [],
      },
    ],
    principals: [{ id: IDS.interns, type: 'Group' }],
  });
  world.policyDefinitions.push({
    scope: RESOURCE_IDS.subscription,
    name: 'contoso-no-keys',
    displayName: 'No keys',
    policyType: 'Custom',
    policyRule: {
      if: { field: 'Microsoft.CognitiveServices/accounts/disableLocalAuth', notEquals: true },
      then: { effect: 'Audit' },
    },
  });
  world.policySetDefinitions.push({
    scope: RESOURCE_IDS.subscription,
    name: 'contoso-baseline',
    displayName: 'Baseline',
    policyType: 'Custom',
    policyDefinitions: [
      {
        policyDefinitionId: `${RESOURCE_IDS.subscription}${POLICY}/contoso-no-keys`,
        policyDefinitionReferenceId: 'one',
      },
    ],
  });
  world.policyAssignments.push({
    scope: RESOURCE_IDS.resourceGroup,
    name: 'baseline',
    policyDefinitionId: `${RESOURCE_IDS.subscription}/providers/Microsoft.Authorization/policySetDefinitions/contoso-baseline`,
  });
  return world;
}

/** One account of each kind that has a probe of its own. */
function manyKinds(): World {
  const world = baseWorld('check');
  const kinds = [
    'FormRecognizer',
    'ContentSafety',
    'ComputerVision',
    'SpeechServices',
    'TextAnalytics',
    'OpenAI',
  ];
  world.accounts.push(
    ...kinds.map((kind) => aiAccount(`ai-${kind.toLowerCase()}`, { kind, deployments: [] })),
    aiAccount('ai-phi', {
      deployments: [{ name: 'phi-4', model: { format: 'Microsoft', name: 'Phi-4', version: '7' } }],
    }),
    aiAccount('ai-embeddings', {
      deployments: [
        {
          name: 'embed',
          model: { format: 'OpenAI', name: 'text-embedding-3-small', version: '1' },
        },
      ],
    }),
  );
  world.roleAssignments.push(toJob('Cognitive Services User', RESOURCE_IDS.resourceGroup));
  return world;
}

function twoAccounts(): World {
  const world = legacyWorld('enforce');
  world.accounts.push(
    aiAccount('contoso-second', {
      connections: [openAiConnection('own', 'AAD', RESOURCE_IDS.account)],
    }),
  );
  return world;
}

const account = { resources: RESOURCE_IDS.account };
const everyone = { principals: `group:${IDS.developers}\nuser:${IDS.ada}` };

export const CHECKS: readonly Journey[] = [
  { name: 'check of an account', world: legacyWorld, inputs: { ...account, ...everyone } },
  {
    name: 'check of an account with intricate rights',
    world: intricateWorld,
    inputs: { ...account, ...everyone },
  },
  {
    name: 'audit of a management group with an issue',
    world: twoAccounts,
    inputs: { resources: RESOURCE_IDS.managementGroup, ...everyone, issue: 'on-failure' },
  },
  {
    name: 'audit that edits its issue',
    world: legacyWorld,
    before: { ...account, issue: 'on-failure' },
    meanwhile: (world) => {
      world.accounts[0]?.connections.pop();
    },
    inputs: { ...account, issue: 'on-failure' },
  },
  {
    name: 'audit where Resource Graph refuses',
    world: () => {
      const world = legacyWorld();
      world.roleAssignments.push(toJob('Reader', RESOURCE_IDS.managementGroup));
      return world;
    },
    inputs: { resources: RESOURCE_IDS.managementGroup, probe: 'off' },
    standing: [
      { kind: 'status', status: 403, match: { service: 'arm', path: 'Microsoft.ResourceGraph' } },
    ],
  },
  {
    name: 'check of a resource group with every kind of service',
    world: manyKinds,
    inputs: { resources: RESOURCE_IDS.resourceGroup },
  },
  {
    name: 'check of what a hub project points at',
    world: legacyWorld,
    inputs: { resources: RESOURCE_IDS.hubProject, probe: 'off' },
  },
  {
    name: 'check as a managed identity',
    world: () => {
      const world = legacyWorld();
      world.roleAssignments.push({
        scope: RESOURCE_IDS.subscription,
        role: 'Reader',
        principalId: IDS.managedIdentity,
        principalType: 'ServicePrincipal',
      });
      return world;
    },
    inputs: { ...account, auth: 'managed-identity', 'client-id': IDS.managedIdentityClientId },
  },
  {
    name: 'pull request',
    world: () => withPullRequest(legacyWorld(), { files: { 'client.py': KEY_CODE } }),
    inputs: { ...account, scan: 'changed' },
    scans: true,
  },
  {
    name: 'pull request that was commented on before',
    world: () => withPullRequest(legacyWorld(), { files: { 'client.py': KEY_CODE } }),
    before: { ...account, scan: 'changed' },
    meanwhile: (world) => {
      world.accounts[0]?.connections.pop();
      // Somebody copied the comment with its marker: whose it is has to be asked.
      const comments = world.github.issues[0]?.comments ?? [];
      comments.unshift({ id: 1, author: 'octocat', body: comments[0]?.body ?? '' });
    },
    inputs: { ...account, scan: 'changed' },
    scans: true,
  },
];

export const ENFORCE: Journey = {
  name: 'enforce',
  world: () => {
    const world = legacyWorld('enforce');
    world.behaviour = { updateMs: 300 };
    return world;
  },
  inputs: {
    ...account,
    principals: `group:${IDS.developers}`,
    mode: 'enforce',
    allow: CHANGES,
    'propagation-timeout': '5',
  },
};
