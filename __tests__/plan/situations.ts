import { ArmId } from '../../src/domain/arm-id.ts';
import type { DenyAssignment } from '../../src/domain/authorization.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import type { RequiredPrincipal } from '../../src/domain/principal.ts';
import type { ProbeVerdict } from '../../src/domain/probe.ts';
import type { AccountSettings } from '../../src/domain/settings.ts';
import {
  account,
  assignment,
  connection,
  facts,
  ID,
  OPENAI_USER,
  owned,
  probe,
  role,
  ROLES,
  settings,
  TEAM,
} from './builders.ts';

export interface Situation {
  readonly accounts: readonly AccountFacts[];
  readonly settings: AccountSettings;
}

const ADA: RequiredPrincipal = {
  ...TEAM,
  type: 'User',
  objectId: '0ada0000-0000-0000-0000-000000000001',
};
const APP: RequiredPrincipal = {
  type: 'ServicePrincipal',
  objectId: '0a990000-0000-0000-0000-000000000003',
  role: OPENAI_USER,
};
const GROUP = '/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg';
const OTHER = ArmId.of(`${GROUP}/providers/Microsoft.CognitiveServices/accounts/fabrikam`);
const PROJECT = ID.child('projects', 'assistant');
const HUB = ArmId.of(`${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/hub`);
const MANAGED = '0b1e0000-0000-0000-0000-000000000010';
const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const ALL = { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] };
const CATALOGUE = new Map([
  ...ROLES,
  [CONTRIBUTOR, { guid: CONTRIBUTOR, name: 'Contributor', custom: false, permissions: [ALL] }],
  [
    'c0570000-0000-0000-0000-000000000001',
    role('c0570000-0000-0000-0000-000000000001', 'Half', [
      'Microsoft.CognitiveServices/accounts/OpenAI/*/read',
    ]),
  ],
]);
const DENIED = unknown({ kind: 'denied', message: 'It may not be read.', remedy: 'Grant Reader.' });
const required = settings({ principals: [TEAM, ADA, APP] });
const holding = known([assignment(TEAM.objectId)]);
const ready = { assignments: holding, roles: known(CATALOGUE) };

function deny(some: Partial<DenyAssignment> = {}): DenyAssignment {
  return {
    id: '/deny/1',
    name: 'no inference',
    scope: ID.text,
    permissions: [{ ...ALL, actions: [], dataActions: ['*'] }],
    principals: [{ id: TEAM.objectId, type: 'Group' }],
    excludePrincipals: [],
    doNotApplyToChildScopes: false,
    ...some,
  };
}

function of(some: Partial<AccountFacts>, more: AccountSettings = required): Situation {
  return { accounts: [facts({ roles: known(CATALOGUE), ...some })], settings: more };
}

const toOther = connection('to-fabrikam', {
  target: 'https://FABRIKAM.openai.azure.com/openai',
  metadata: {},
});
const byId = connection('by-id', {
  target: 'https://elsewhere.example/',
  metadata: { resourceId: OTHER.text.toUpperCase() },
});
const toHost = connection('by-host', {
  target: 'https://models.contoso.internal:8443/fabrikam/v1',
});
const fabrikam = facts({
  ...ready,
  id: OTHER,
  account: known(
    account({
      id: OTHER,
      name: 'fabrikam',
      customSubdomain: 'fabrikam',
      endpoints: [{ name: 'default', url: 'https://models.contoso.internal:8443/fabrikam/' }],
    }),
  ),
});

const ASPECTS = [
  'account',
  'assignments',
  'roles',
  'denies',
  'deployments',
  'projects',
  'connections',
  'hubs',
  'entraProbe',
  'keyProbe',
  'keyEvents',
  'policies',
] as const;
const VERDICTS: readonly ProbeVerdict[] = [
  'accepted',
  'role-missing',
  'wrong-audience',
  'keys-disabled',
  'key-rejected',
  'no-custom-subdomain',
  'network-refused',
  'not-found',
  'throttled',
  'wrong-tenant',
  'undecided',
];
const EFFECTS = [
  'Deny',
  'Modify',
  'Audit',
  'DeployIfNotExists',
  'AuditIfNotExists',
  'Disabled',
  'deny',
  '',
];

/** With nothing special in it but its keys. */
export const PLAIN = of(ready);

/** Accounts as people meet them, each by what is special in it. */
export const SITUATIONS: Readonly<Record<string, Situation>> = {
  'nothing but keys': of({}, settings()),
  'keys off': of({ ...ready, account: known(account({ disableLocalAuth: true })) }),
  'keys on in so many words': of({
    ...ready,
    account: known(account({ disableLocalAuth: false })),
  }),
  'no subdomain': of({
    ...ready,
    account: known(account({ customSubdomain: undefined, name: 'Contoso' })),
  }),
  'everyone has a role': of({
    ...ready,
    reach: new Map([
      [ADA.objectId, known([assignment(ADA.objectId, { principalType: 'User' })])],
      [
        APP.objectId,
        known([
          assignment(APP.objectId, { principalType: 'ServicePrincipal', roleGuid: OPENAI_USER }),
        ]),
      ],
    ]),
  }),
  'a role from above, one through a group, one under a condition': of({
    assignments: known([
      assignment(TEAM.objectId, { scope: GROUP }),
      assignment(ADA.objectId, { principalType: 'User', condition: 'x' }),
    ]),
    reach: new Map([
      [ADA.objectId, known([assignment(TEAM.objectId)])],
      [
        APP.objectId,
        known([assignment(APP.objectId, { condition: 'x', principalType: 'ServicePrincipal' })]),
      ],
    ]),
  }),
  'roles that do not help': of({
    assignments: known([
      assignment(TEAM.objectId, { roleGuid: CONTRIBUTOR }),
      assignment(TEAM.objectId, { roleGuid: 'c0570000-0000-0000-0000-000000000001' }),
      assignment('9e0e0000-0000-0000-0000-000000000001', {
        roleGuid: 'ffffffff-0000-0000-0000-000000000001',
      }),
    ]),
    reach: new Map([[ADA.objectId, DENIED]]),
  }),
  'a role that does not exist': of(
    ready,
    settings({
      principals: [
        { ...TEAM, role: 'No Such Role' },
        { ...ADA, role: 'reader' },
      ],
    }),
  ),
  'a group that may be in another': of({
    assignments: known([assignment('9e0e0000-0000-0000-0000-000000000002')]),
  }),
  'many who hold roles': of({
    assignments: known([
      assignment(TEAM.objectId),
      assignment(ADA.objectId, { principalType: 'User' }),
      assignment(ADA.objectId, { principalType: 'User', scope: GROUP, roleGuid: CONTRIBUTOR }),
      assignment('9e0e0000-0000-0000-0000-000000000003', { principalType: 'User', scope: '/' }),
      assignment('9e0e0000-0000-0000-0000-000000000004', {
        principalType: 'Unknown',
        roleGuid: CONTRIBUTOR,
      }),
      assignment('9e0e0000-0000-0000-0000-000000000005', { principalType: 'ForeignGroup' }),
    ]),
    names: new Map([
      [ADA.objectId, { name: 'Ada', gone: false }],
      ['9e0e0000-0000-0000-0000-000000000004', { name: 'x', gone: true }],
    ]),
  }),
  'connections of every kind': of({
    ...ready,
    projects: known([{ id: PROJECT, name: 'assistant', endpoints: [], identities: [MANAGED] }]),
    reach: new Map([[MANAGED, known([])]]),
    connections: known([
      {
        owner: ID,
        connections: known([
          connection('key'),
          connection('entra', { authType: 'AAD' }),
          connection('entra-with-a-key', { authType: 'AAD', keyFields: ['credentials.key'] }),
          connection('bing', {
            category: 'GroundingWithBingSearch',
            target: 'https://api.bing.microsoft.com/',
          }),
          connection('vault', { category: 'AzureKeyVault', authType: 'AccountKey' }),
          connection('storage', {
            category: 'AzureStorageAccount',
            authType: 'AccountKey',
            target: 'https://x.blob.core.windows.net/',
          }),
          connection('search', {
            category: 'CognitiveSearch',
            target: 'https://x.search.windows.net',
          }),
          connection('odd', { category: 'NotYetKnown', authType: 'CustomKeys' }),
          connection('regional', { target: 'https://westeurope.api.cognitive.microsoft.com/' }),
          connection('nowhere', { target: 'no address' }),
        ]),
      },
      {
        owner: PROJECT,
        connections: known([
          connection('key', { owner: PROJECT, ownerKind: 'project', isSharedToAll: true }),
          connection('own', { owner: PROJECT, ownerKind: 'project', authType: 'AAD' }),
        ]),
      },
    ]),
  }),
  'a project that may not be read': of({
    ...ready,
    connections: known([
      { owner: ID, connections: known([]) },
      { owner: PROJECT, connections: DENIED },
    ]),
  }),
  'a hub that calls it by key': of({
    ...ready,
    hubs: known([
      {
        workspace: { id: HUB, name: 'hub', kind: 'Hub', hub: undefined },
        connections: known([
          connection('hub-key', { owner: HUB, ownerKind: 'hub' }),
          connection('aad', { owner: HUB, ownerKind: 'hub', authType: 'AAD' }),
        ]),
      },
      {
        workspace: { id: HUB.child('x', 'y'), name: 'closed', kind: 'Project', hub: HUB },
        connections: DENIED,
      },
    ]),
  }),
  'denied to the team': of({ ...ready, denies: known([deny()]) }),
  'denied under a condition, and to a group': of({
    ...ready,
    denies: known([
      deny({ condition: 'x' }),
      deny({
        name: 'group',
        principals: [{ id: '9e0e0000-0000-0000-0000-000000000006', type: 'Group' }],
      }),
    ]),
    denyReach: new Map([
      [ADA.objectId, DENIED],
      [APP.objectId, known([deny({ name: 'group' })])],
    ]),
  }),
  'denied to others': of({
    ...ready,
    denies: known([
      deny({ principals: [{ id: 'x', type: 'User' }] }),
      deny({ excludePrincipals: [{ id: TEAM.objectId, type: 'Group' }] }),
    ]),
  }),
  'keys that were read': of({
    ...ready,
    keyEvents: known([
      {
        at: '2026-10-30T10:00:00Z',
        caller: 'grace@contoso.example',
        operation: 'listKeys',
        account: ID,
      },
      { at: '2026-10-31T10:00:00Z', caller: ADA.objectId, operation: 'regenerateKey', account: ID },
      { at: '2026-01-01T10:00:00Z', caller: 'long-ago', operation: 'listKeys', account: ID },
      { at: '2026-10-31T10:00:00Z', caller: 'of-another', operation: 'listKeys', account: OTHER },
    ]),
    names: new Map([[ADA.objectId, { name: 'Ada', gone: false }]]),
  }),
  'another account called by three ways': {
    accounts: [
      facts({
        ...ready,
        ...owned(
          toOther,
          byId,
          toHost,
          connection('own'),
          connection('aad', { ...toOther, name: 'aad', authType: 'AAD' }),
        ),
      }),
      fabrikam,
    ],
    settings: settings({ principals: [TEAM] }),
  },
  'subdomains that are taken': {
    accounts: [
      facts({ ...ready, account: known(account({ customSubdomain: undefined })) }),
      facts({
        ...fabrikam,
        account: known(account({ id: OTHER, name: 'fabrikam', customSubdomain: 'contoso' })),
      }),
    ],
    settings: settings(),
  },
  'no model deployed': of({ ...ready, deployments: known([]) }),
  'an account of one service': of({
    ...ready,
    deployments: known([]),
    account: known(account({ kind: 'FormRecognizer' })),
  }),
  'models of other makers': of({
    ...ready,
    deployments: known([
      { name: 'm', modelFormat: 'Mistral', modelName: 'large' },
      { name: 'e', modelFormat: 'OpenAI', modelName: 'text-embedding-3' },
    ]),
  }),
  ...Object.fromEntries(
    ASPECTS.map((aspect) => [`${aspect} not known`, of({ ...ready, [aspect]: DENIED })]),
  ),
  ...Object.fromEntries(
    VERDICTS.map((verdict) => [
      `token answered ${verdict}`,
      of({ ...ready, entraProbe: known([probe('wrong-audience'), probe(verdict)]) }),
    ]),
  ),
  ...Object.fromEntries(
    VERDICTS.map((verdict) => [
      `key answered ${verdict}`,
      of({ ...ready, keyProbe: known([probe(verdict)]) }),
    ]),
  ),
  ...Object.fromEntries(
    EFFECTS.flatMap((effect) =>
      [true, false].map((enforced): [string, Situation] => [
        `policy ${effect} ${enforced ? 'in force' : 'not in force'}`,
        of({
          ...ready,
          policies: known([
            {
              assignmentId: `${GROUP}/providers/x/policyAssignments/p`,
              assignmentName: 'p',
              scope: GROUP,
              definitionGuid: '71ef260a-8f18-47b7-abcb-62d0673d94dc',
              effect,
              enforced,
            },
          ]),
        }),
      ]),
    ),
  ),
};
