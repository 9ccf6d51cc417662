import { describe, expect, it } from '@jest/globals';
import type { Project } from '../../src/domain/account.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import { permissionOf } from '../domain/built-in-roles.ts';
import { APP, assignment, connection, DENIED, ID, judgeBy, TEAM } from './builders.ts';
import { holds } from './table.ts';

const PROJECT = ID.child('projects', 'p1');
const project = (...identities: string[]): Project => ({
  id: PROJECT,
  name: 'p1',
  endpoints: [],
  identities,
});
const ofProject = (change: Partial<Connection> = {}): Connection =>
  connection({ owner: PROJECT, ownerKind: 'project', ...change });
const world = (
  identities: readonly string[],
  connections: readonly Connection[],
  reach: AccountFacts['reach'] = new Map(),
): Partial<AccountFacts> => ({
  projects: known([project(...identities)]),
  connections: known([
    { owner: ID, connections: known([]) },
    { owner: PROJECT, connections: known(connections) },
  ]),
  reach,
});
const holdsRole = new Map([
  [APP, known([assignment({ principalId: APP, principalType: 'ServicePrincipal' })])],
]);

describe('connection-identity', () => {
  holds('connection-identity', [
    { when: 'the account has no projects', says: 'skipped', shows: ['has no projects'] },
    {
      when: 'no project connection uses Entra ID',
      facts: world([APP], [ofProject({ authType: 'ApiKey' })]),
      says: 'skipped',
    },
    {
      when: 'the identity of the project holds the role',
      facts: world([APP], [ofProject()], holdsRole),
      says: 'pass',
      shows: [`${APP} holds Cognitive Services User`],
    },
    {
      when: 'the resource id points at the account in another letter case',
      facts: world(
        [APP],
        [ofProject({ target: '', metadata: { RESOURCEID: ID.text.toUpperCase() } })],
        holdsRole,
      ),
      says: 'pass',
    },
    {
      when: 'the identity holds no role',
      facts: world([APP], [ofProject()], new Map([[APP, known([])]])),
      says: 'fail',
      shows: [
        `${APP} lacks Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action`,
        'The managed identity of project p1 (connection aoai uses Entra ID) holds no inference role',
        `az role assignment create --assignee-object-id ${APP} --assignee-principal-type ServicePrincipal --role 'Cognitive Services User' --scope ${ID.text}`,
      ],
    },
    {
      when: 'the project has no identity',
      facts: world([], [ofProject()]),
      says: 'fail',
      shows: ["type: 'SystemAssigned'"],
    },
    {
      when: 'one of two identities holds the role',
      facts: world([APP, TEAM], [ofProject()], new Map([...holdsRole, [TEAM, known([])]])),
      says: 'unknown',
      shows: [
        'which one the connection uses is not known',
        `${APP} holds Cognitive Services User`,
        `${TEAM} lacks `,
        'Assign the role to the identity of the project.',
        `--assignee-object-id ${TEAM}`,
      ],
      hides: [`--assignee-object-id ${APP}`],
    },
    {
      when: 'a deny assignment takes the role of the identity away',
      facts: {
        ...world([APP], [ofProject()], holdsRole),
        denies: known([
          {
            id: '/deny/1',
            name: 'locked by a stack',
            scope: ID.text,
            permissions: [permissionOf({ dataActions: ['*'] })],
            principals: [{ id: APP, type: 'ServicePrincipal' }],
            excludePrincipals: [],
            doNotApplyToChildScopes: false,
          },
        ]),
      },
      says: 'fail',
      shows: [`${APP} is denied by locked by a stack`],
    },
    {
      when: 'a condition leaves it in doubt, and nothing is known to do about it',
      facts: world(
        [APP],
        [ofProject()],
        new Map([
          [
            APP,
            known([
              assignment({
                principalId: APP,
                principalType: 'ServicePrincipal',
                condition: "@Resource[a:b] StringEquals 'c'",
              }),
            ]),
          ],
        ]),
      ),
      says: 'unknown',
      shows: [new RegExp(`${APP}: .*condition`)],
      hides: [`${APP} lacks`, `${APP} holds Cognitive`],
    },
    {
      when: 'what the identity holds may not be read',
      facts: world([APP], [ofProject()], new Map([[APP, DENIED]])),
      says: 'unknown',
      shows: ['lacks Some/action', /^Grant Some\/action: az role assignment create \.\.\.$/m],
      hides: ['Assign the role to the identity of the project.'],
    },
    {
      when: 'what the identity holds may not be read, and no remedy is known',
      facts: world(
        [APP],
        [ofProject()],
        new Map([[APP, unknown({ kind: 'network', message: 'No route.' })]]),
      ),
      says: 'unknown',
      shows: ['No route.', `--assignee-object-id ${APP}`],
    },
    {
      when: 'the connections may not be listed at all',
      facts: { ...world([APP], []), connections: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
    {
      when: 'the account may not be read',
      facts: { ...world([APP], [ofProject()], holdsRole), account: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
    {
      when: 'the key of a connection stands behind an AAD label',
      facts: world([APP], [ofProject({ keyFields: ['credentials.key'] })]),
      says: 'skipped',
      shows: ['No project has a connection'],
    },
    {
      when: 'a connection uses the token of an agent',
      facts: world([APP], [ofProject({ authType: 'AgenticIdentityToken' })]),
      says: 'skipped',
    },
    {
      when: 'a connection calls another service, of which nobody says whose it is',
      facts: world([APP], [ofProject({ target: 'https://x.search.windows.net/' })]),
      says: 'skipped',
    },
    {
      when: 'the lists of the account and of the project were not asked for',
      facts: { ...world([APP], []), connections: known([]) },
      says: 'skipped',
    },
    {
      when: 'the connection points at another account',
      facts: world(
        [APP],
        [
          ofProject({
            target: 'https://b.openai.azure.com',
            metadata: { ResourceId: `${ID.text}-b` },
          }),
        ],
        holdsRole,
      ),
      says: 'unknown',
      shows: [`az role assignment list --assignee ${APP} --scope ${ID.text}-b`],
    },
    {
      when: 'the connection uses the identity of the account',
      facts: world([APP], [ofProject({ authType: 'AccountManagedIdentity' })]),
      says: 'skipped',
    },
    { when: 'the projects may not be listed', facts: { projects: DENIED }, says: 'unknown' },
    {
      when: 'the connections of the project may not be listed',
      facts: {
        ...world([APP], []),
        connections: known([
          { owner: ID, connections: known([]) },
          { owner: PROJECT, connections: DENIED },
        ]),
      },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
  ]);

  it('says of which project and of which connection it speaks, where that is not the account', () => {
    const elsewhere = ofProject({
      target: 'https://b.openai.azure.com',
      metadata: { ResourceId: `${ID.text}-b` },
    });
    const [other] = judgeBy('connection-identity', world([], [elsewhere]));
    expect(other?.resource).toBe(elsewhere.id.text);
    expect(other?.fix).not.toContain('az:');
    const [closed] = judgeBy('connection-identity', {
      ...world([APP], []),
      connections: known([
        { owner: ID, connections: DENIED },
        { owner: PROJECT, connections: known([]) },
      ]),
    });
    expect(closed).toMatchObject({ status: 'unknown', resource: PROJECT.text });
  });

  it('leaves out a connection that the account does not share', () => {
    const verdicts = judgeBy('connection-identity', {
      ...world([APP], []),
      connections: known([
        { owner: ID, connections: known([connection({ isSharedToAll: false })]) },
        { owner: PROJECT, connections: known([]) },
      ]),
    });
    expect(verdicts.map(({ status }) => status)).toEqual(['skipped']);
  });

  it('needs no other list once a connection to the account was found', () => {
    const verdicts = judgeBy('connection-identity', {
      ...world([APP], [], holdsRole),
      connections: known([
        { owner: ID, connections: DENIED },
        { owner: PROJECT, connections: known([ofProject()]) },
      ]),
    });
    expect(verdicts.map(({ status }) => status)).toEqual(['pass']);
  });

  it('counts a connection that the account shares with its projects', () => {
    const verdicts = judgeBy('connection-identity', {
      ...world([APP], [], new Map([[APP, known([])]])),
      connections: known([
        { owner: ID, connections: known([connection({ isSharedToAll: true })]) },
        { owner: PROJECT, connections: known([]) },
      ]),
    });
    expect(verdicts.map(({ status, resource }) => [status, resource])).toEqual([
      ['fail', `${ID.text}/connections/aoai`],
    ]);
  });
});
