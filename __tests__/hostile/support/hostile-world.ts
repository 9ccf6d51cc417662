import type { Fault, World } from '../../../sandbox/index.ts';
import { aiAccount, openAiConnection } from '../../../sandbox/worlds/base.ts';
import { IDS, RESOURCE_IDS } from '../../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../../sandbox/worlds/legacy.ts';
import { withPullRequest } from '../../../sandbox/worlds/pull-request.ts';
import { POISONS, type Poison } from './poison.ts';

const ROLE = 'c0570000-1111-4222-8333-00000000000e';
const DENY = 'de4f0000-1111-4222-8333-00000000000e';

/** A world in which whoever may name something gave it a name that means something to someone else. */
export function hostileWorld(poison: Poison): World {
  const world = legacyWorld('check');
  world.behaviour = { graphAllowed: true };
  const [account] = world.accounts;
  const [project] = account?.projects ?? [];
  if (!account || !project) throw new Error('the world lacks its account');
  account.tags = { [poison.text('name of a tag')]: poison.text('tag') };
  account.location = poison.text('location');
  account.deployments.push({
    name: poison.text('deployment'),
    model: { format: 'OpenAI', name: poison.text('model'), version: poison.text('version') },
  });
  project.displayName = poison.text('display name of a project');
  account.connections.push(
    openAiConnection('named', 'ApiKey', RESOURCE_IDS.account, {
      category: poison.text('category'),
      target: poison.text('target'),
      metadata: { [poison.text('name of metadata')]: poison.text('metadata') },
    }),
    openAiConnection(poison.text('name of a connection'), 'ApiKey', RESOURCE_IDS.account),
    openAiConnection('::error::forged-by-a-connection', 'ApiKey', RESOURCE_IDS.account),
    openAiConnection('typed', 'AAD', RESOURCE_IDS.account, {
      authType: poison.text('type of a connection'),
    }),
    openAiConnection('pointed', 'ApiKey', RESOURCE_IDS.account, {
      target: `https://contoso-ai.openai.azure.com/${poison.text('path of a target')}`,
    }),
  );
  project.connections.push(
    openAiConnection('in-project', 'ApiKey', RESOURCE_IDS.account, {
      category: poison.text('category in a project'),
      target: poison.text('target in a project'),
    }),
  );
  world.accounts.push(
    aiAccount('::error::forged-by-an-account', {
      properties: { customSubDomainName: 'forged' },
      projects: [{ name: poison.text('name of a project'), connections: [] }],
    }),
    ...['an account', 'a second account', 'a third account'].map((place, index) =>
      aiAccount(poison.resourceName(`name of ${place}`), {
        properties: { customSubDomainName: `evil-${index}`, disableLocalAuth: false },
      }),
    ),
    aiAccount('of-a-kind', { kind: poison.text('kind') }),
  );
  for (const user of world.users) {
    user.displayName = poison.text('display name of a user');
    user.userPrincipalName = poison.text('sign-in name of a user');
  }
  for (const group of world.groups) group.displayName = poison.text('display name of a group');
  for (const one of world.servicePrincipals) {
    one.displayName = poison.text('display name of a principal');
  }
  addRights(world, poison);
  addPolicies(world, poison);
  for (const caller of ['caller of a key', 'second caller of a key']) {
    world.activityLog.push({
      resourceId: RESOURCE_IDS.account,
      operationName: 'Microsoft.CognitiveServices/accounts/listKeys/action',
      hoursAgo: 3,
      caller: poison.text(caller),
      claims: { name: poison.text('claim'), appid: poison.text('claim of an app') },
      status: 'Succeeded',
    });
  }
  return world;
}

function addRights(world: World, poison: Poison): void {
  world.roleDefinitions.push({
    id: ROLE,
    roleName: poison.text('name of a role'),
    description: poison.text('description of a role'),
    type: 'CustomRole',
    assignableScopes: [RESOURCE_IDS.subscription],
    permissions: [
      {
        actions: ['Microsoft.CognitiveServices/accounts/listKeys/action'],
        notActions: [poison.text('action')],
        dataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*'],
        notDataActions: [poison.text('data action')],
      },
    ],
  });
  for (const [principalId, principalType] of [
    [IDS.ada, 'User'],
    [IDS.platformTeam, 'Group'],
    [IDS.managedIdentity, 'ServicePrincipal'],
  ] as const) {
    world.roleAssignments.push({
      scope: RESOURCE_IDS.account,
      role: ROLE,
      principalId,
      principalType,
      condition: poison.text('condition'),
      description: poison.text('description of an assignment'),
    });
  }
  world.denyAssignments.push({
    name: DENY,
    denyAssignmentName: poison.text('name of a deny assignment'),
    scope: RESOURCE_IDS.account,
    permissions: [
      {
        actions: [],
        notActions: [],
        dataActions: ['Microsoft.CognitiveServices/*'],
        notDataActions: [],
      },
    ],
    principals: [{ id: IDS.grace, type: 'User' }],
  });
}

function addPolicies(world: World, poison: Poison): void {
  world.policyDefinitions.push({
    scope: RESOURCE_IDS.subscription,
    name: 'no-keys',
    displayName: poison.text('name of a policy'),
    policyType: 'Custom',
    policyRule: {
      if: { field: 'Microsoft.CognitiveServices/accounts/disableLocalAuth', notEquals: true },
      then: { effect: 'Deny' },
    },
  });
  world.policyAssignments.push({
    scope: RESOURCE_IDS.resourceGroup,
    name: 'no-keys',
    displayName: poison.text('name of a policy assignment'),
    policyDefinitionId: `${RESOURCE_IDS.subscription}/providers/Microsoft.Authorization/policyDefinitions/no-keys`,
    enforcementMode: 'DoNotEnforce',
    notScopes: [poison.text('scope that a policy leaves out')],
  });
}

/** Kinds of requests, each refused in words that somebody else chose. */
const REFUSED: readonly (readonly [string, number])[] = [
  ['/projects\\?', 403],
  ['/accounts/[^/]+/connections', 400],
  ['/workspaces', 409],
  ['roleAssignments', 403],
  ['roleDefinitions', 404],
  ['denyAssignments', 403],
  ['policyAssignments', 403],
  ['eventtypes', 403],
  ['/deployments', 400],
];

/** The same, with an account whose id is none. */
export function worldWithoutIds(poison: Poison): World {
  const world = hostileWorld(poison);
  world.accounts.push(aiAccount(poison.text('name that is none')));
  return world;
}

/** Every answer of Azure but the account's own is a refusal. */
export function hostileRefusals(poison: Poison): readonly Fault[] {
  return [
    ...REFUSED.map(([path, status]): Fault => ({
      kind: 'status',
      status,
      match: { service: 'arm', path },
      body: refusal(poison, path),
    })),
    ...[401, 403].map((status): Fault => ({
      kind: 'status',
      status,
      match: { service: 'inference', every: 2 },
      body: refusal(poison, `inference ${status}`),
    })),
  ];
}

function refusal(poison: Poison, of: string): unknown {
  return {
    error: {
      code: poison.text(`code of a refusal at ${of}`),
      message: poison.text(`refusal at ${of}`),
      target: poison.text(`target of a refusal at ${of}`),
      details: [{ code: poison.text('x'), message: poison.text(`detail of a refusal at ${of}`) }],
    },
  };
}

export function hostileSignIn(poison: Poison): Fault {
  return {
    kind: 'status',
    status: 401,
    match: { service: 'entra', path: '/token' },
    body: {
      error: 'invalid_client',
      error_description: `AADSTS999999: ${poison.all('words of Entra')}`,
      error_codes: [999999],
      correlation_id: poison.text('correlation id'),
      trace_id: poison.text('trace id'),
    },
  };
}

/** GitHub refuses the comment in its own words. */
export function hostileGitHub(poison: Poison): Fault {
  return {
    kind: 'status',
    status: 422,
    match: { service: 'github', method: 'POST', path: '/comments' },
    body: {
      message: poison.all('words of GitHub'),
      errors: [{ resource: 'IssueComment', code: poison.text('code of GitHub'), field: 'body' }],
    },
  };
}

/** A pull request of somebody who chose all that he could choose. */
export function hostilePullRequest(
  world: World,
  poison: Poison,
  files: Readonly<Record<string, string>>,
): World {
  return withPullRequest(world, {
    files,
    title: poison.text('title'),
    branch: poison.text('branch'),
    author: poison.text('login').replaceAll('\0', ''),
  });
}

/** Files that use keys, under names and with contents that nobody would want to print. */
export function hostileFiles(poison: Poison): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const extension of ['py', 'ts', 'cs', 'env', 'tf', 'bicep', 'json', 'yml']) {
    const name = `src/${poison.fileName(`file name .${extension}`)}.${extension}`;
    files[name] = SOURCES[extension]?.(poison) ?? '';
  }
  for (let count = 0; count < POISONS; count += 1) {
    files[`src/${poison.fileName('file name')}.env`] = 'AZURE_OPENAI_API_KEY=x\n';
  }
  files[`${poison.fileName('folder')}/client.py`] = SOURCES.py?.(poison) ?? '';
  files['src/exempt.py'] = [
    'from openai import AzureOpenAI',
    `# foundry-entra-gate: allow source-uses-entra -- ${oneLine(poison.text('reason'))}`,
    'client = AzureOpenAI(azure_endpoint="https://contoso-ai.openai.azure.com", api_key="x")',
    '',
  ].join('\n');
  return files;
}

/** A file with a NUL is binary, and left out. */
const oneLine = (text: string): string => text.replace(/[\r\n\u0085\u2028\u2029\0]/g, ' ');
const quoted = (text: string): string => JSON.stringify(text);

const SOURCES: Readonly<Record<string, (poison: Poison) => string>> = {
  py: (poison) =>
    `from openai import AzureOpenAI\nclient = AzureOpenAI(azure_endpoint="https://contoso-ai.openai.azure.com", api_key=${quoted(poison.text('Python literal'))})\n`,
  ts: (poison) =>
    `import { AzureOpenAI } from 'openai';\nexport const client = new AzureOpenAI({ endpoint: ${quoted(poison.text('TypeScript literal'))}, apiKey: process.env[${quoted(poison.text('name of a variable'))}] });\n`,
  cs: (poison) =>
    `using Azure.AI.OpenAI;\nclass A { object F() => new AzureOpenAIClient(new Uri("https://contoso-ai.openai.azure.com"), new AzureKeyCredential(${quoted(poison.text('C# literal'))})); }\n`,
  env: (poison) => `AZURE_OPENAI_API_KEY=${oneLine(poison.text('setting'))}\n`,
  tf: (poison) =>
    `resource "azurerm_cognitive_account" "evil" {\n  name = ${quoted(poison.text('Terraform name'))}\n  kind = "OpenAI"\n  local_auth_enabled = true\n}\n`,
  bicep: (poison) =>
    `resource a 'Microsoft.CognitiveServices/accounts@2025-06-01' = {\n  name: '${oneLine(poison.text('Bicep name')).replace(/['\\$]/g, '')}'\n  kind: 'OpenAI'\n  properties: { disableLocalAuth: false }\n}\n`,
  json: (poison) =>
    JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      resources: [
        {
          type: 'Microsoft.CognitiveServices/accounts',
          apiVersion: '2025-06-01',
          name: poison.text('ARM name'),
          kind: poison.text('ARM kind'),
          properties: { disableLocalAuth: poison.text('ARM property') },
        },
      ],
    }),
  yml: (poison) =>
    `azure:\n  openai:\n    endpoint: https://contoso-ai.openai.azure.com\n    api-key: ${quoted(poison.text('YAML literal'))}\n`,
};

/** Exemptions whose reasons somebody else chose. YAML takes JSON. */
export function hostilePolicy(poison: Poison): string {
  const exempt = (rule: string) => ({
    rule,
    resource: '**',
    // The schema takes no longer one.
    reason: poison.text(`reason of ${rule}`).slice(0, 900),
    expires: '2999-01-01',
  });
  return JSON.stringify({
    exemptions: ['keys-unread', 'key-readers', 'assign-to-groups'].map(exempt),
  });
}

/** A policy file that is refused: what is wrong in it is told. */
export function wrongPolicy(poison: Poison): string {
  return JSON.stringify({
    [poison.all('name of a section')]: 1,
    role: [poison.text('role')],
    rules: { [poison.text('name of a rule')]: 'off', 'keys-disabled': poison.text('level') },
    exemptions: [
      {
        rule: poison.text('exempt rule'),
        resource: '**',
        reason: 'x',
        expires: poison.text('date'),
      },
    ],
    overrides: [{ resource: 5, [poison.text('name in an override')]: {} }],
  });
}
