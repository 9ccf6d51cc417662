import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../src/domain/account.ts';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import type { RequiredPrincipal } from '../../src/domain/principal.ts';
import { NOTHING_PLANNED, objectionsTo, type Question } from '../../src/plan/interlocks.ts';
import { denyOf } from '../domain/deny-of.ts';
import {
  account,
  assignment,
  connection,
  facts,
  owned,
  probe,
  settings,
  TEAM,
  WORKFLOW,
  ID,
} from './builders.ts';

const SELF = '5e1f0000-0000-0000-0000-000000000001';
const HUB = ArmId.of(
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub',
);
const denied = unknown({ kind: 'denied', message: 'No right.', remedy: 'Grant it.' });
const bare = (some: Partial<Account> = {}) =>
  known(account({ customSubdomain: undefined, ...some }));
const hub = (some: Partial<Connection>) =>
  known([
    {
      workspace: { id: HUB, name: 'hub', kind: 'Hub', hub: undefined },
      connections: known([connection('h', { owner: HUB, ownerKind: 'hub', ...some })]),
    },
  ]);

function asked(some: Partial<AccountFacts>, more: Partial<Omit<Question, 'facts'>> = {}) {
  const { objections, awaits } = objectionsTo({
    facts: facts(some),
    settings: settings(),
    inbound: [],
    planned: NOTHING_PLANNED,
    ...more,
  });
  return { by: objections.map(({ interlock }) => interlock), objections, awaits };
}
const assigned = (...list: readonly [string, RequiredPrincipal['type']][]) => ({
  ...NOTHING_PLANNED,
  assigned: new Map(list),
});

describe('what stands against cutting keys', () => {
  it('is nothing where Entra ID is accepted and nobody uses a key', () => {
    expect(asked({})).toEqual({ by: [], objections: [], awaits: [] });
  });

  it.each<{
    readonly when: string;
    readonly some?: Partial<AccountFacts>;
    readonly more?: Partial<Omit<Question, 'facts'>>;
    readonly by: string;
    readonly says: string;
  }>([
    {
      when: 'the account cannot be read',
      some: { account: denied },
      by: 'account',
      says: 'No right. Grant it.',
    },
    {
      when: 'the account cannot be read and no remedy is known',
      some: { account: unknown({ kind: 'network', message: 'No route.' }) },
      by: 'account',
      says: 'It could not be determined what state the account is in: No route.',
    },
    {
      when: 'the probe is off',
      more: { settings: settings({ probe: 'off' }) },
      by: 'entra-accepted',
      says: 'probe is off',
    },
    {
      when: 'the probe is unknown',
      some: { entraProbe: denied },
      by: 'entra-accepted',
      says: 'No right. Grant it.',
    },
    {
      when: 'there is no custom subdomain and none is planned',
      some: { account: bare(), entraProbe: known([probe('no-custom-subdomain')]) },
      by: 'entra-accepted',
      says: 'has no custom subdomain',
    },
    {
      when: 'a subdomain was planned for an account that has one already',
      some: { entraProbe: known([probe('network-refused')]) },
      more: { planned: { ...NOTHING_PLANNED, subdomain: true } },
      by: 'entra-accepted',
      says: 'POST /chat at contoso.openai.azure.com was answered HTTP 401, network-refused.',
    },
    {
      when: 'the endpoint refused without a word',
      some: { entraProbe: known([probe('network-refused', '')]) },
      by: 'entra-accepted',
      says: 'was answered HTTP 401.',
    },
    {
      when: 'no request fits the account',
      some: { entraProbe: known([]) },
      by: 'entra-accepted',
      says: 'no request fits',
    },
    {
      when: 'it is not known who the workflow is, and nobody gets a role',
      some: { self: undefined, entraProbe: known([probe('role-missing')]) },
      by: 'entra-accepted',
      says: 'lacks the data action at the account',
    },
    {
      when: 'a made-up key is answered in the same way as a token',
      some: { keyProbe: known([probe('accepted')]) },
      by: 'entra-accepted',
      says: 'answers a made-up key in the same way',
    },
    {
      when: "the workflow's own identity was not refused, and has no role by all that Azure lists",
      some: { self: SELF, reach: new Map([[SELF, known([])]]) },
      by: 'entra-accepted',
      says: 'no role that Azure lists allows',
    },
    {
      when: "a deny assignment takes the role of the workflow's own identity away, although it gets another",
      some: {
        self: SELF,
        reach: new Map([[SELF, known([assignment(SELF, { principalType: 'ServicePrincipal' })])]]),
        denies: known([denyOf(SELF, ID)]),
        denyReach: new Map([[SELF, known([denyOf(SELF, ID)])]]),
      },
      more: { planned: assigned([SELF, 'User']) },
      by: 'entra-accepted',
      says: 'the deny assignment Frozen',
    },
    {
      when: 'it could not be read which roles the workflow holds',
      some: { reach: new Map([[WORKFLOW, denied]]) },
      by: 'entra-accepted',
      says: 'It was not shown that Entra ID works: No right.',
    },
    {
      when: 'somebody else gets a role',
      some: {
        self: SELF,
        entraProbe: known([probe('role-missing')]),
        reach: new Map([[SELF, known([])]]),
      },
      more: { planned: assigned([TEAM.objectId, 'User']) },
      by: 'entra-accepted',
      says: 'Grant it an inference role there',
    },
    {
      when: 'connections cannot be listed',
      some: { connections: denied },
      by: 'connections-use-entra',
      says: 'which connections use a key: No right.',
    },
    {
      when: 'the connections of one project cannot be listed',
      some: { connections: known([{ owner: HUB, connections: denied }]) },
      by: 'connections-use-entra',
      says: 'which connections use a key: No right.',
    },
    {
      when: 'hubs cannot be listed',
      some: { hubs: denied },
      by: 'hub-connections-use-entra',
      says: 'connections of hubs use a key: No right.',
    },
    {
      when: 'a connection of the account uses a key',
      some: owned(connection('c')),
      by: 'connections-use-entra',
      says: 'contoso / c still uses a key (authType ApiKey).',
    },
    {
      when: 'a connection of a hub uses a key',
      some: { hubs: hub({}) },
      by: 'hub-connections-use-entra',
      says: 'hub / h still uses a key',
    },
    {
      when: 'a connection has a key for a regional host, which may be of this account',
      some: { hubs: hub({ target: 'https://westeurope.api.cognitive.microsoft.com/' }) },
      by: 'hub-connections-use-entra',
      says: "which may be this account's",
    },
    {
      when: 'a connection of another account uses a key',
      more: { inbound: [known(connection('c', { owner: HUB }))] },
      by: 'connections-use-entra',
      says: 'still uses a key',
    },
    {
      when: 'a connection of another account can no longer be read',
      more: { inbound: [denied] },
      by: 'connections-use-entra',
      says: 'whether a connection of another account uses a key: No right.',
    },
    {
      when: 'the directory no longer knows a principal, though it gets a role',
      some: { names: new Map([[TEAM.objectId, { name: 'x', gone: true }]]) },
      more: {
        settings: settings({ principals: [TEAM] }),
        planned: assigned([TEAM.objectId, 'Group']),
      },
      by: 'inference-role',
      says: 'no longer knows',
    },
    {
      when: 'a required principal has no role',
      more: { settings: settings({ principals: [TEAM] }) },
      by: 'inference-role',
      says: 'has no role that allows inference',
    },
    {
      when: 'it is in doubt what a required principal holds',
      some: { assignments: denied },
      more: { settings: settings({ principals: [TEAM] }) },
      by: 'inference-role',
      says: 'can call the models: No right.',
    },
  ])('is said when $when', ({ some = {}, more = {}, by, says }) => {
    const answer = asked(some, more);
    expect(answer.by).toEqual([by]);
    expect(answer.objections[0]?.message).toContain(says);
    expect(answer.objections[0]?.message).not.toContain('undefined');
    expect(answer.awaits).toEqual([]);
  });

  it.each<{
    readonly when: string;
    readonly some?: Partial<AccountFacts>;
    readonly more: Partial<Omit<Question, 'facts'>>;
  }>([
    { when: 'is gone by now', more: { inbound: [known(undefined)] } },
    {
      when: 'uses Entra ID',
      some: owned(connection('c', { authType: 'AAD' })),
      more: {},
    },
    {
      when: 'sends no credential',
      some: owned(connection('c', { authType: 'None' })),
      more: {},
    },
    {
      when: 'has a key for a regional host of another region',
      some: owned(connection('c', { target: 'https://eastus.api.cognitive.microsoft.com/' })),
      more: {},
    },
    {
      when: 'is converted before',
      some: owned(connection('c')),
      more: { planned: { ...NOTHING_PLANNED, converted: [connection('c')] } },
    },
  ])('is no connection that $when', ({ some = {}, more }) => {
    expect(asked(some, more).objections).toEqual([]);
  });
});

describe('a conversion', () => {
  const project = connection('c', { owner: ID.child('projects', 'p'), ownerKind: 'project' });
  const hubProject = connection('c', {
    owner: ArmId.of(`${HUB.text}-project`),
    ownerKind: 'hub-project',
    hub: HUB,
  });
  const sharedByHub = { isSharedToAll: true, owner: HUB, ownerKind: 'hub' } as const;
  it.each([
    { of: 'what the account shares', some: { isSharedToAll: true }, counts: true },
    {
      of: 'what another account shares',
      some: { isSharedToAll: true, owner: ArmId.of(ID.text.replace('contoso', 'fabrikam')) },
      counts: false,
    },
    { of: 'what a hub shares', some: sharedByHub, counts: false },
    { of: 'what the account keeps', some: { isSharedToAll: false }, counts: false },
    {
      of: 'what stands in another project',
      some: { isSharedToAll: true, ownerKind: 'project' },
      counts: false,
    },
    {
      of: 'what the account shares to another target',
      some: { isSharedToAll: true, target: 'https://x.openai.azure.com/' },
      counts: false,
    },
  ] as const)('of $of counts for a project that lists the same: $counts', ({ some, counts }) => {
    const { objections } = asked(owned(project), {
      planned: { ...NOTHING_PLANNED, converted: [connection('c', some)] },
    });
    expect(objections).toHaveLength(counts ? 0 : 1);
  });

  it.each([
    { of: 'what its hub shares', some: sharedByHub, counts: true },
    {
      of: 'what another hub shares',
      some: { ...sharedByHub, owner: ArmId.of(`${HUB.text}-2`) },
      counts: false,
    },
    { of: 'what its hub keeps', some: { ...sharedByHub, isSharedToAll: false }, counts: false },
    {
      of: 'what another hub project shares',
      some: { isSharedToAll: true, ownerKind: 'hub-project' },
      counts: false,
    },
  ] as const)('of $of counts for a hub project that lists the same: $counts', (one) => {
    const { objections } = asked(owned(hubProject), {
      planned: { ...NOTHING_PLANNED, converted: [connection('c', one.some)] },
    });
    expect(objections).toHaveLength(one.counts ? 0 : 1);
  });
});

describe('what keys are cut after, if it comes about', () => {
  const roleMissing = { entraProbe: known([probe('role-missing')]) };
  it.each<{
    readonly what: string;
    readonly some: Partial<AccountFacts>;
    readonly more: Partial<Omit<Question, 'facts'>>;
    readonly says: string;
  }>([
    {
      what: 'the custom subdomain that is planned',
      some: { account: bare(), entraProbe: known([probe('no-custom-subdomain')]) },
      more: { planned: { ...NOTHING_PLANNED, subdomain: true } },
      says: 'gets its custom subdomain',
    },
    {
      what: "the role of the workflow's own identity",
      some: { ...roleMissing, self: SELF },
      more: { planned: assigned([SELF, 'ServicePrincipal']) },
      says: "reaches the workflow's own identity",
    },
    {
      what: 'some role, where it is not known who the workflow is',
      some: { ...roleMissing, self: undefined },
      more: { planned: assigned([TEAM.objectId, 'User']) },
      says: "reaches the workflow's own identity",
    },
    {
      what: 'the role of a group that the workflow may be in',
      some: { ...roleMissing, self: SELF },
      more: { planned: assigned([TEAM.objectId, 'Group']) },
      says: 'is in the group that gets the role',
    },
    {
      what: 'a role that is there, and that the endpoint does not know yet',
      some: { ...roleMissing, self: SELF, reach: new Map([[SELF, known([assignment(SELF)])]]) },
      more: {},
      says: 'does not know it yet',
    },
    {
      what: "the role of the workflow's own identity, which has none and was not refused for that",
      some: { self: SELF, reach: new Map([[SELF, known([])]]) },
      more: { planned: assigned([SELF, 'ServicePrincipal']) },
      says: "reaches the workflow's own identity",
    },
  ])('is $what', ({ some, more, says }) => {
    const { objections, awaits } = asked(some, more);
    expect(objections).toEqual([]);
    expect(awaits).toHaveLength(1);
    expect(awaits[0]).toContain(says);
  });
});
