import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { toJob } from '../../sandbox/worlds/base.ts';
import { estateWorld } from '../../sandbox/worlds/estate.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { armAs, codeOf, type Arm } from './support/session.ts';
import { at, type WireAnswer } from './support/wire.ts';

let sandbox: Sandbox;
let arm: Arm;
beforeEach(async () => {
  const world = estateWorld({
    subscriptions: 2,
    accounts: 6,
    projectsPerAccount: 0,
    connectionsPerAccount: 1,
    legacyEvery: 3,
  });
  world.behaviour = { resourceGraphQueries: 100 };
  sandbox = await startSandbox(world);
  arm = await armAs(sandbox);
});
afterEach(() => sandbox.close());

const PATH = '/providers/Microsoft.ResourceGraph/resources';
const run = (query: string, more: Record<string, unknown> = {}): Promise<WireAnswer> =>
  arm.send('POST', PATH, { query, managementGroups: ['estate'], ...more });
const rows = async (query: string): Promise<unknown> => at((await run(query)).json, 'data');

describe('Resource Graph', () => {
  it.each([
    [
      'accounts whose keys are on, as in the documentation',
      `resources | where type =~ 'Microsoft.CognitiveServices/accounts'
       | extend keysOff = tobool(properties.disableLocalAuth), sub = tostring(properties.customSubDomainName)
       | where isnull(keysOff) or keysOff == false
       | project name, keysOff, sub | order by name asc`,
      [
        { name: 'team-ai-00001', keysOff: null, sub: 'team-ai-00001' },
        { name: 'team-ai-00004', keysOff: null, sub: 'team-ai-00004' },
      ],
    ],
    [
      'one account by a list without regard to case',
      "Resources | where name in~ ('TEAM-AI-00002', 'none') | project name, kind, rg = resourceGroup",
      [{ name: 'team-ai-00002', kind: 'AIServices', rg: 'rg-ai' }],
    ],
    [
      'no account by a list with regard to case',
      "resources | where name in ('TEAM-AI-00002') | project name",
      [],
    ],
    [
      'by has, startswith, endswith and contains',
      "resources | where name has 'team' and name startswith 'TEAM' and name endswith '3' and not(name contains 'x') | project name",
      [{ name: 'team-ai-00003' }],
    ],
    [
      'by members in brackets and emptiness',
      "resources | where isempty(tags) and isnotempty(properties['customSubDomainName']) and properties.disableLocalAuth != true | summarize n = count() by kind",
      [{ kind: 'AIServices', n: 2 }],
    ],
    [
      'in order, cut to a number',
      'resources | order by name | limit 2 | project name',
      [{ name: 'team-ai-00006' }, { name: 'team-ai-00005' }],
    ],
    ['a count', 'resources | count', [{ Count: 6 }]],
    [
      'a role by its definition',
      `authorizationresources | where type =~ 'microsoft.authorization/roleassignments'
       | extend role = tolower(tostring(properties.roleDefinitionId)), principalId = tostring(properties.principalId)
       | where role endswith 'a97b65f3-24c7-4388-baec-2e87135dc908' | project principalId`,
      [{ principalId: IDS.developers }],
    ],
  ])('finds %s', async (_what, query, expected) => {
    await expect(rows(query)).resolves.toEqual(expected);
  });

  it.each([
    'resources | where',
    'resources | join kind=inner (resources) on id',
    'nothing | count',
    "resources | where frobnicate(name) == 'x'",
    "resources | where name == 'unclosed",
    'resources | summarize sum(1)',
  ])('refuses %j: 400', async (query) => {
    const answer = await run(query);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidQuery']);
  });

  it('pages by a token, which needs the id column', async () => {
    const all: unknown[] = [];
    let token: unknown;
    do {
      const options = { $top: 4, ...(token === undefined ? {} : { $skipToken: token }) };
      const { json } = await run('resources | project id | order by id asc', { options });
      all.push(...(at(json, 'data') as unknown[]));
      token = at(json, '$skipToken');
    } while (token !== undefined);
    expect(new Set(all.map((row) => at(row, 'id'))).size).toBe(6);
    const cut = await run('resources | project name', { options: { $top: 4 } });
    expect(cut.json).toMatchObject({ resultTruncated: 'true', totalRecords: 6, count: 4 });
    expect(cut.json).not.toHaveProperty('$skipToken');
  });

  it('counts queries, and refuses one too many until the window ends', async () => {
    sandbox.behaviour.resourceGraphQueries = 2;
    sandbox.clock.advance(6_000);
    const first = await run('resources | count');
    expect(first.headers['x-ms-user-quota-remaining']).toBe('1');
    expect(first.headers['x-ms-user-quota-resets-after']).toMatch(/^00:00:0[1-5]$/);
    await run('resources | count');
    const third = await run('resources | count');
    expect([third.status, Number(third.headers['retry-after']) > 0]).toEqual([429, true]);
    sandbox.clock.advance(6_000);
    expect((await run('resources | count')).status).toBe(200);
  });

  it('shows what the caller may read and no more', async () => {
    const [first] = sandbox.world.accounts;
    const id = `/subscriptions/${first?.subscriptionId ?? ''}/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/team-ai-00001`;
    sandbox.world.roleAssignments = [toJob('Reader', id)];
    await expect(rows('resources | project name')).resolves.toEqual([{ name: 'team-ai-00001' }]);
    const other = sandbox.world.subscriptions[1]?.id;
    const denied = await run('resources | count', { managementGroups: [], subscriptions: [other] });
    expect(denied.status).toBe(403);
  });

  it('keeps to the subscriptions that are named', async () => {
    const [first] = sandbox.world.subscriptions;
    const answer = await run('resources | count', {
      managementGroups: [],
      subscriptions: [first?.id.toUpperCase()],
    });
    expect(at(answer.json, 'data', 0, 'Count')).toBe(3);
  });

  it('knows projects with their identity, unless its index lags', async () => {
    const world = estateWorld({
      subscriptions: 1,
      accounts: 1,
      projectsPerAccount: 2,
      connectionsPerAccount: 0,
    });
    await using disposable = new AsyncDisposableStack();
    const names = async (behaviour: { indexedProjects: 'all' | 'lagging' | 'none' }) => {
      const other = disposable.adopt(await startSandbox(world, { behaviour }), (one) =>
        one.close(),
      );
      const answer = await (
        await armAs(other)
      ).send('POST', PATH, {
        query: `resources | where type =~ 'microsoft.cognitiveservices/accounts/projects' | project id, name, identity, properties`,
        managementGroups: ['estate'],
      });
      return at(answer.json, 'data');
    };
    expect(await names({ indexedProjects: 'all' })).toMatchObject([
      { name: 'team-ai-00001/project-1' },
      { name: 'team-ai-00001/project-2' },
    ]);
    expect(await names({ indexedProjects: 'lagging' })).toHaveLength(1);
    expect(await names({ indexedProjects: 'none' })).toEqual([]);
  });
});
