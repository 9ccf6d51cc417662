import { describe, expect, it } from '@jest/globals';
import type { DenyAssignment, RoleDefinition } from '../../src/domain/authorization.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { readFix } from '../../src/domain/finding.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import { needs, judge } from '../../src/rules/judge.ts';
import { BUILT_IN, BUILT_IN_CATALOGUE, permissionOf, role } from '../domain/built-in-roles.ts';
import {
  account,
  ALICE,
  APP,
  assignment,
  DENIED,
  facts,
  ID,
  judgeBy,
  levels,
  required,
  settings,
  TEAM,
} from './builders.ts';
import { holds } from './table.ts';

const user = { principals: [required('User', ALICE)] };
const group = { principals: [required('Group', TEAM)] };
const reached = (...list: ReturnType<typeof assignment>[]): AccountFacts['reach'] =>
  new Map([[ALICE, known(list)]]);
const withRole = (...roles: RoleDefinition[]): AccountFacts['roles'] =>
  known(new Map([...BUILT_IN_CATALOGUE, ...roles.map((one) => [one.guid, one] as const)]));
const deny = (change: Partial<DenyAssignment>): DenyAssignment => ({
  id: '/deny/1',
  name: 'locked by a stack',
  scope: '/subscriptions/11111111-1111-1111-1111-111111111111',
  permissions: [permissionOf({ dataActions: ['*'] })],
  principals: [{ id: ALICE, type: 'User' }],
  excludePrincipals: [],
  doNotApplyToChildScopes: false,
  ...change,
});
const maas = { name: 'llama', modelFormat: 'Meta', modelName: 'Llama-4' };
const gpt = { name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' };

describe('inference-role', () => {
  holds('inference-role', [
    {
      when: 'the user holds the role at the account',
      facts: { reach: reached(assignment()) },
      settings: user,
      says: 'pass',
      shows: [
        'Cognitive Services User at the account itself, directly',
        'The required principal holds a role',
      ],
    },
    {
      when: 'both principals hold the role, under a condition beside one without',
      facts: {
        reach: new Map([
          [ALICE, known([assignment(), assignment({ id: '/x/2', condition: 'c' })])],
          [APP, known([assignment({ principalId: APP, principalType: 'ServicePrincipal' })])],
        ]),
      },
      settings: { principals: [required('User', ALICE), required('ServicePrincipal', APP)] },
      says: 'pass',
      shows: ['All 2 required principals hold a role'],
      hides: ['Condition:'],
    },
    {
      when: 'two principals lack the role',
      facts: {
        reach: new Map([
          [ALICE, known([])],
          [APP, known([])],
        ]),
      },
      settings: { principals: [required('User', ALICE), required('ServicePrincipal', APP)] },
      says: 'fail',
      shows: [`user:${ALICE}, service-principal:${APP} have no role`],
      hides: ['A deny assignment wins'],
    },
    {
      when: 'one principal is denied and another lacks the role',
      facts: {
        reach: new Map([
          [ALICE, known([assignment()])],
          [APP, known([])],
        ]),
        denies: known([deny({})]),
      },
      settings: { principals: [required('User', ALICE), required('ServicePrincipal', APP)] },
      says: 'fail',
      shows: [
        'Assign Cognitive Services User at the account.',
        'A deny assignment wins over every role',
        `--assignee-object-id ${APP}`,
      ],
      hides: [`--assignee-object-id ${ALICE}`],
    },
    {
      when: 'two principals are in doubt for two reasons',
      facts: {
        reach: new Map([
          [ALICE, DENIED],
          [APP, unknown({ kind: 'network', message: 'No route.', remedy: 'Mend the route.' })],
        ]),
      },
      settings: { principals: [required('User', ALICE), required('ServicePrincipal', APP)] },
      says: 'unknown',
      shows: [
        `whether user:${ALICE}, service-principal:${APP} can call the models: The identity lacks`,
        `User ${ALICE}: The identity lacks`,
        `ServicePrincipal ${APP}: No route.`,
        /^Grant Some\/action: az role assignment create \.\.\. Mend the route\.$/m,
      ],
      hides: ['undefined', 'lacks Microsoft', 'holds no role', '\naz: '],
    },
    {
      when: 'a right is missing to tell of two principals, and the command that grants it is known',
      facts: {
        reach: new Map(
          [ALICE, APP].map((id) => [
            id,
            unknown({
              kind: 'denied',
              message: 'No right.',
              remedy: 'Grant A/read.',
              commands: ['az role assignment create --role Reader'],
            }),
          ]),
        ),
      },
      settings: { principals: [required('User', ALICE), required('ServicePrincipal', APP)] },
      says: 'unknown',
      shows: [/^Grant A\/read\.\naz: az role assignment create --role Reader$/m],
      hides: ['Reader\n  az role'],
    },
    {
      when: 'two principals lack two roles',
      facts: {
        reach: new Map([
          [ALICE, known([])],
          [APP, known([])],
        ]),
      },
      settings: {
        principals: [required('User', ALICE), required('ServicePrincipal', APP, 'Foundry User')],
      },
      says: 'fail',
      shows: [
        'Assign Cognitive Services User or Foundry User at the account.',
        '> Cognitive Services User or Foundry User > Members',
      ],
    },
    {
      when: 'the roles held allow nothing, in any order',
      facts: {
        reach: reached(
          assignment({ roleGuid: BUILT_IN.reader.guid }),
          assignment({ roleGuid: BUILT_IN.contributor.guid }),
        ),
      },
      settings: user,
      says: 'fail',
      shows: [/It holds Contributor[^]*It holds Reader/],
      hides: ['It holds no role'],
    },
    {
      when: 'ids come in other letter cases',
      facts: {
        reach: reached(
          assignment({
            scope: ID.text.toUpperCase(),
            principalId: ALICE.toUpperCase(),
            roleGuid: BUILT_IN.foundryUser.guid.toUpperCase(),
          }),
        ),
      },
      settings: user,
      says: 'pass',
      shows: ['directly'],
    },
    {
      when: 'it is reached through a group and a management group',
      facts: {
        reach: reached(
          assignment({
            principalId: TEAM,
            principalType: 'Group',
            scope: '/providers/Microsoft.Management/managementGroups/mg',
          }),
        ),
      },
      settings: user,
      says: 'pass',
      shows: [`through group ${TEAM}. A token`, 'management group', 'for up to a day'],
    },
    {
      when: 'a custom role allows it by a wildcard',
      facts: {
        reach: reached(assignment({ roleGuid: 'mine' })),
        roles: withRole(
          role('mine', 'Callers', { dataActions: ['*/chat/completions/action'] }, true),
        ),
      },
      settings: user,
      says: 'pass',
      shows: ['Callers (custom role)'],
    },
    {
      when: 'no role is held',
      facts: { reach: reached() },
      settings: user,
      says: 'fail',
      shows: [
        'OpenAI/deployments/chat/completions/action',
        `user:${ALICE} has no role`,
        'holds no role',
        /^Assign Cognitive Services User at the account\. It takes effect within minutes\.$/m,
        'Add role assignment > Cognitive Services User > Members',
        `az role assignment create --assignee-object-id ${ALICE} --assignee-principal-type User --role 'Cognitive Services User' --scope ${ID.text}`,
        BUILT_IN.cognitiveServicesUser.guid,
        "principalType: 'User'",
      ],
    },
    {
      when: 'the principal owns the subscription, which allows no data action',
      facts: {
        reach: reached(
          assignment({
            roleGuid: BUILT_IN.owner.guid,
            scope: '/subscriptions/11111111-1111-1111-1111-111111111111',
          }),
        ),
      },
      settings: user,
      says: 'fail',
      shows: ['It holds Owner at subscription'],
    },
    {
      when: 'the role only reads data',
      facts: { reach: reached(assignment({ roleGuid: BUILT_IN.dataReader.guid })) },
      settings: user,
      says: 'fail',
    },
    {
      when: 'NotDataActions of a custom role exclude it',
      facts: {
        reach: reached(assignment({ roleGuid: 'mine' })),
        roles: withRole(
          role('mine', 'Callers', {
            dataActions: ['Microsoft.CognitiveServices/*'],
            notDataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*'],
          }),
        ),
      },
      settings: user,
      says: 'fail',
    },
    {
      when: 'the assignment is on another account or below this one',
      facts: {
        reach: reached(
          assignment({ scope: `${ID.text}-2` }),
          assignment({ scope: `${ID.text}/projects/p` }),
        ),
      },
      settings: user,
      says: 'fail',
    },
    {
      when: 'a Foundry model is deployed and the role is for OpenAI only',
      facts: {
        reach: reached(assignment({ roleGuid: BUILT_IN.openAiUser.guid })),
        deployments: known([gpt, maas]),
      },
      settings: user,
      says: 'fail',
      shows: ['lacks Microsoft.CognitiveServices/accounts/MaaS/chat/completions/action'],
    },
    {
      when: 'two roles together cover both kinds of models',
      facts: {
        reach: reached(
          assignment({ roleGuid: BUILT_IN.openAiUser.guid }),
          assignment({ roleGuid: 'maas' }),
        ),
        roles: withRole(
          role('maas', 'Models', { dataActions: ['Microsoft.CognitiveServices/accounts/MaaS/*'] }),
        ),
        deployments: known([gpt, maas]),
      },
      settings: user,
      says: 'pass',
    },
    {
      when: 'nothing is deployed and the role allows one family',
      facts: {
        reach: reached(assignment({ roleGuid: BUILT_IN.openAiUser.guid })),
        deployments: known([]),
      },
      settings: user,
      says: 'pass',
    },
    {
      when: 'the deployments may not be read and the role allows one family only',
      facts: {
        reach: reached(assignment({ roleGuid: BUILT_IN.openAiUser.guid })),
        deployments: DENIED,
      },
      settings: user,
      says: 'unknown',
      shows: ['Some/action'],
    },
    {
      when: 'the deployments may not be read and the role allows all',
      facts: { reach: reached(assignment()), deployments: DENIED },
      settings: user,
      says: 'pass',
    },
    {
      when: 'the deployments may not be read and the role allows nothing but chat',
      facts: {
        reach: reached(assignment({ roleGuid: 'chat' })),
        roles: withRole(role('chat', 'Chat', { dataActions: ['*/chat/completions/action'] })),
        deployments: DENIED,
      },
      settings: user,
      says: 'unknown',
      shows: ['Some/action'],
    },
    {
      when: 'the deployments may not be read and no role is held',
      facts: { reach: reached(), deployments: DENIED },
      settings: user,
      says: 'fail',
    },
    {
      when: 'only embeddings are deployed, and the role is for chat only',
      facts: {
        reach: reached(assignment({ roleGuid: 'chat' })),
        roles: withRole(role('chat', 'Chat', { dataActions: ['*/chat/completions/action'] })),
        deployments: known([
          { name: 'e', modelFormat: 'OpenAI', modelName: 'text-embedding-3-large' },
        ]),
      },
      settings: user,
      says: 'fail',
      shows: ['OpenAI/deployments/embeddings/action'],
    },
    {
      when: 'a deny assignment takes it away',
      facts: { reach: reached(assignment()), denies: known([deny({})]) },
      settings: user,
      says: 'fail',
      shows: ['locked by a stack', '/deny/1', /^A deny assignment wins over every role/m],
      hides: ['az role assignment create', 'Portal:', 'Bicep:'],
    },
    {
      when: 'a deny assignment names a group of unknown members',
      facts: {
        reach: reached(assignment()),
        denies: known([deny({ principals: [{ id: TEAM, type: 'Group' }] })]),
      },
      settings: user,
      says: 'unknown',
      shows: ['locked by a stack'],
    },
    {
      when: 'a deny assignment names a group, and the service says that it does not reach the user',
      facts: {
        reach: reached(assignment()),
        denies: known([deny({ principals: [{ id: TEAM, type: 'Group' }] })]),
        denyReach: new Map([[ALICE, known([])]]),
      },
      settings: user,
      says: 'pass',
    },
    {
      when: 'everyone is denied but a group through which the user holds a role',
      facts: {
        reach: reached(assignment({ principalId: TEAM, principalType: 'Group' })),
        denies: known([
          deny({
            principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }],
            excludePrincipals: [{ id: TEAM, type: 'Group' }],
          }),
        ]),
      },
      settings: user,
      says: 'pass',
    },
    {
      when: 'the deny assignments may not be read',
      facts: { reach: reached(assignment()), denies: DENIED },
      settings: user,
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
    {
      when: 'no role is held, whatever deny assignments say',
      facts: { reach: reached(), denies: DENIED },
      settings: user,
      says: 'fail',
    },
    {
      when: 'the only assignment has a condition',
      facts: {
        reach: reached(assignment({ condition: "@Resource[a:b] StringEquals 'c'" })),
      },
      settings: user,
      says: 'unknown',
      shows: ['has a condition', "Condition: @Resource[a:b] StringEquals 'c'"],
    },
    {
      when: 'the definition of the role is not in the list',
      facts: { reach: reached(assignment({ roleGuid: 'nobody-knows' })) },
      settings: user,
      says: 'unknown',
      shows: ['nobody-knows'],
    },
    {
      when: 'the role definitions may not be read',
      facts: { reach: reached(assignment()), roles: DENIED },
      settings: user,
      says: 'unknown',
      shows: ['az role assignment create'],
    },
    {
      when: 'what reaches the user may not be read, though others are listed',
      facts: {
        reach: new Map([[ALICE, DENIED]]),
        assignments: known([assignment({ principalId: APP })]),
      },
      settings: user,
      says: 'unknown',
    },
    {
      when: 'what reaches the user may not be read, but a direct assignment is listed',
      facts: { reach: new Map([[ALICE, DENIED]]), assignments: known([assignment()]) },
      settings: user,
      says: 'pass',
    },
    {
      when: 'neither what reaches the user nor the role definitions may be read',
      facts: { reach: new Map([[ALICE, DENIED]]), roles: DENIED },
      settings: user,
      says: 'unknown',
    },
    {
      when: 'a direct assignment is conditional, and what else reaches the user may not be read',
      facts: {
        reach: new Map([[ALICE, DENIED]]),
        assignments: known([assignment({ condition: 'c' })]),
      },
      settings: user,
      says: 'unknown',
      shows: ['has a condition', 'Missing permission: Some/action'],
    },
    {
      when: 'the direct assignment allows nothing, and what else reaches the user may not be read',
      facts: {
        reach: new Map([[ALICE, DENIED]]),
        assignments: known([assignment({ roleGuid: BUILT_IN.owner.guid })]),
      },
      settings: user,
      says: 'unknown',
      shows: ['Missing permission: Some/action'],
    },
    {
      when: 'inference is denied, whatever else reaches the user',
      facts: {
        reach: new Map([[ALICE, DENIED]]),
        assignments: known([assignment()]),
        denies: known([deny({})]),
      },
      settings: user,
      says: 'fail',
    },
    {
      when: 'a speech account is called with a role that reads, which can transcribe',
      facts: {
        account: known(account({ kind: 'SpeechServices' })),
        deployments: known([]),
        reach: reached(assignment({ roleGuid: BUILT_IN.dataReader.guid })),
      },
      settings: user,
      says: 'unknown',
    },
    {
      when: 'an account of many services is called with a role for all of them',
      facts: {
        account: known(account({ kind: 'CognitiveServices' })),
        deployments: known([]),
        reach: reached(assignment()),
      },
      settings: user,
      says: 'pass',
    },
    {
      when: 'an account of many services is called with a role for one of them',
      facts: {
        account: known(account({ kind: 'CognitiveServices' })),
        deployments: known([]),
        reach: reached(assignment({ roleGuid: 'vision' })),
        roles: withRole(
          role('vision', 'Vision', {
            dataActions: ['Microsoft.CognitiveServices/accounts/ComputerVision/*'],
          }),
        ),
      },
      settings: user,
      says: 'unknown',
    },
    {
      when: 'nobody asked what reaches the user',
      facts: {},
      settings: user,
      says: 'unknown',
    },
    {
      when: 'the account may not be read',
      facts: { account: DENIED, reach: reached(assignment()) },
      settings: user,
      says: 'unknown',
    },
    {
      when: 'the directory no longer knows the principal that holds the role',
      facts: {
        reach: reached(assignment()),
        names: new Map([[ALICE, { name: ALICE, gone: true }]]),
      },
      settings: user,
      says: 'unknown',
      shows: [
        'gone: the directory no longer knows it',
        'can call the models: the directory does not know the principal.',
        'Check the object id of the principal.',
      ],
    },
    {
      when: 'the group holds the role itself',
      facts: { assignments: known([assignment({ principalId: TEAM, principalType: 'Group' })]) },
      settings: group,
      says: 'pass',
    },
    {
      when: 'the group holds none, and no other group does',
      facts: { assignments: known([assignment({ principalType: 'User' })]) },
      settings: group,
      says: 'fail',
    },
    {
      when: 'the group holds none, but may be in a group that does',
      facts: {
        assignments: known([assignment({ principalId: APP, principalType: 'Group' })]),
      },
      settings: group,
      says: 'unknown',
      shows: [APP, `az ad group get-member-groups --group ${TEAM}`],
    },
    {
      when: 'the group holds none, and the other group holds no inference role',
      facts: {
        assignments: known([
          assignment({ principalId: APP, principalType: 'Group', roleGuid: BUILT_IN.owner.guid }),
        ]),
      },
      settings: group,
      says: 'fail',
    },
    {
      when: 'the role assignments may not be listed',
      facts: { assignments: DENIED },
      settings: group,
      says: 'unknown',
      shows: ['Some/action'],
    },
    {
      when: 'one of two principals is in doubt and one lacks the role',
      facts: {
        reach: new Map([
          [ALICE, DENIED],
          [APP, known([])],
        ]),
      },
      settings: { principals: [required('User', ALICE), required('ServicePrincipal', APP)] },
      says: 'fail',
      shows: [`service-principal:${APP} has no role`, 'Some/action'],
      hides: [`--assignee-object-id ${ALICE}`],
    },
    {
      when: 'a speech account is called with a role for all of the service',
      facts: {
        account: known(account({ kind: 'SpeechServices' })),
        deployments: known([]),
        reach: reached(assignment({ roleGuid: BUILT_IN.azureAiDeveloper.guid })),
      },
      settings: user,
      says: 'pass',
    },
    {
      when: 'a single service is called with a role for part of it',
      facts: {
        account: known(account({ kind: 'FormRecognizer' })),
        deployments: known([]),
        reach: reached(assignment({ roleGuid: 'part' })),
        roles: withRole(
          role('part', 'Part', {
            dataActions: ['Microsoft.CognitiveServices/accounts/FormRecognizer/some/action'],
          }),
        ),
      },
      settings: user,
      says: 'unknown',
      shows: ['some data actions of the service, not all'],
    },
    {
      when: 'a single service is called with a role that excludes part of it',
      facts: {
        account: known(account({ kind: 'FormRecognizer' })),
        deployments: known([]),
        reach: reached(assignment({ roleGuid: 'most' })),
        roles: withRole(
          role('most', 'Most', {
            dataActions: ['Microsoft.CognitiveServices/*'],
            notDataActions: ['Microsoft.CognitiveServices/accounts/FormRecognizer/some/action'],
          }),
        ),
      },
      settings: user,
      says: 'unknown',
      shows: ['some data actions of the service, not all'],
    },
    {
      when: 'a deny assignment takes part of a single service away',
      facts: {
        account: known(account({ kind: 'FormRecognizer' })),
        deployments: known([]),
        reach: reached(assignment()),
        denies: known([
          deny({
            permissions: [
              permissionOf({
                dataActions: ['Microsoft.CognitiveServices/accounts/FormRecognizer/some/action'],
              }),
            ],
          }),
        ]),
      },
      settings: user,
      says: 'unknown',
      shows: ['locked by a stack', 'takes away some data actions of the service, not all'],
    },
    {
      when: 'a single service is called with a role for OpenAI',
      facts: {
        account: known(account({ kind: 'FormRecognizer' })),
        deployments: known([]),
        reach: reached(assignment({ roleGuid: BUILT_IN.openAiUser.guid })),
      },
      settings: user,
      says: 'fail',
    },
  ]);

  it.each([
    { role: 'cognitive services USER', guid: BUILT_IN.cognitiveServicesUser.guid },
    { role: BUILT_IN.foundryUser.guid.toUpperCase(), guid: BUILT_IN.foundryUser.guid },
    { role: 'No such role', guid: 'ROLE-DEFINITION-GUID' },
  ])('gives the Bicep of the assignment of $role', ({ role: wanted, guid }) => {
    const [verdict] = judgeBy(
      'inference-role',
      { reach: new Map([[ALICE, known([])]]) },
      { principals: [required('User', ALICE, wanted)] },
    );
    expect(readFix(verdict?.fix ?? '').Bicep?.split('\n')).toEqual([
      "resource inference_aaaaaaaa_0000_0000_0000_000000000001 'Microsoft.Authorization/roleAssignments@2022-04-01' = {",
      '  scope: account',
      `  name: guid(account.id, '${ALICE}', '${guid}')`,
      '  properties: {',
      `    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${guid}')`,
      `    principalId: '${ALICE}'`,
      "    principalType: 'User'",
      '  }',
      '}',
    ]);
  });

  it('is skipped, and asks for nothing, where nobody is required', () => {
    const only = levels({
      ...Object.fromEntries(Object.keys(levels()).map((id) => [id, 'off'])),
      'inference-role': 'error',
    });
    const nobody = settings({ levels: only });
    expect(judge(facts(), nobody).map(({ status }) => status)).toEqual(['skipped']);
    expect([...needs(only, nobody)]).toEqual([]);
    expect(needs(only, settings({ levels: only, ...user })).has('reach')).toBe(true);
  });
});
