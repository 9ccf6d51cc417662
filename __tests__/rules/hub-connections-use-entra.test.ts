import { describe, expect, it } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { HubFacts } from '../../src/domain/facts.ts';
import { known, type Observation } from '../../src/domain/observation.ts';
import { connection, DENIED, ID, judgeBy } from './builders.ts';
import { holds } from './table.ts';

const WORKSPACES =
  '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces';
const HUB = ArmId.of(`${WORKSPACES}/hub`);
const PROJECT = ArmId.of(`${WORKSPACES}/proj`);

const ofHub = (change: Partial<Connection>): Connection =>
  connection({ owner: HUB, ownerKind: 'hub', authType: 'ApiKey', ...change });
const hub = (connections: Observation<readonly Connection[]>): HubFacts => ({
  workspace: { id: HUB, name: 'hub', kind: 'Hub', hub: undefined },
  connections,
});
const project = (connections: Observation<readonly Connection[]>): HubFacts => ({
  workspace: { id: PROJECT, name: 'proj', kind: 'Project', hub: ArmId.of(HUB.text.toUpperCase()) },
  connections,
});
const only = (change: Partial<Connection>) => ({ hubs: known([hub(known([ofHub(change)]))]) });
const ELSEWHERE = 'https://other.openai.azure.com/';

describe('hub-connections-use-entra', () => {
  holds('hub-connections-use-entra', [
    { when: 'there is no hub', says: 'pass', shows: ['sees no hub'] },
    { when: 'the connection uses Entra ID', facts: only({ authType: 'AAD' }), says: 'pass' },
    {
      when: 'a key is stored for the host of the account',
      facts: only({}),
      says: 'fail',
      shows: [
        'The connection aoai of hub hub (',
        `${HUB.text}/connections/aoai?api-version=2024-10-01`,
        'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01',
      ],
    },
    {
      when: 'the resource id in another letter case points at the account',
      facts: only({ target: ELSEWHERE, metadata: { resourceid: ID.text.toUpperCase() } }),
      says: 'fail',
    },
    {
      when: 'the host is that of the account under the Foundry suffix',
      facts: only({ target: 'https://CONTOSO-AI.services.ai.azure.com/models' }),
      says: 'fail',
    },
    {
      when: 'the connection points at another account',
      facts: only({ target: ELSEWHERE, metadata: { ResourceId: `${ID.text}-2` } }),
      says: 'pass',
      shows: ['no such connection in the 1 hub or hub project'],
    },
    {
      when: "another company's host begins with the account's name",
      facts: only({ target: 'https://contoso-ai.example.com/' }),
      says: 'pass',
    },
    {
      when: 'a key is stored for the regional host, which accounts share',
      facts: only({
        target: 'https://eastus.api.cognitive.microsoft.com/',
        category: 'AIServices',
      }),
      says: 'unknown',
      shows: ['all accounts of the region share'],
    },
    {
      when: 'the regional host, which accounts share, is called with Entra ID or with nothing',
      facts: {
        hubs: known([
          hub(
            known(
              ['AAD', 'None'].map((authType) =>
                ofHub({
                  authType,
                  name: authType,
                  target: 'https://eastus.api.cognitive.microsoft.com/',
                }),
              ),
            ),
          ),
        ]),
      },
      says: 'pass',
      shows: ['1 hub or hub project that the identity sees'],
    },
    {
      when: 'there is no hub and the account may not be read',
      facts: { account: DENIED },
      says: 'pass',
    },
    {
      when: 'a category that takes only keys calls the account',
      facts: only({ category: 'CustomKeys', authType: 'CustomKeys' }),
      says: 'fail',
      shows: ['calls this account with a key'],
    },
    {
      when: 'a key is stored for the host of another region',
      facts: only({ target: 'https://westus.api.cognitive.microsoft.com/' }),
      says: 'pass',
    },
    {
      when: 'the hubs may not be listed',
      facts: { hubs: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
    {
      when: 'the connections of a hub may not be listed',
      facts: { hubs: known([hub(DENIED)]) },
      says: 'unknown',
      shows: ['connections of hub that point'],
    },
    {
      when: 'the account may not be read, so nobody knows what points at it',
      facts: { ...only({}), account: DENIED },
      says: 'unknown',
    },
  ]);

  it('tells once of a connection that a hub shares with its project', () => {
    const inProject = connection({ owner: PROJECT, ownerKind: 'hub-project', authType: 'ApiKey' });
    const verdicts = judgeBy('hub-connections-use-entra', {
      hubs: known([hub(known([ofHub({})])), project(known([inProject]))]),
    });
    expect(verdicts.map(({ resource }) => resource)).toEqual([`${HUB.text}/connections/aoai`]);
  });

  it("tells of a project's own connection to the account that looks like one of the hub to another", () => {
    const same = { authType: 'ApiKey', target: '' };
    const verdicts = judgeBy('hub-connections-use-entra', {
      hubs: known([
        hub(known([ofHub({ ...same, metadata: { ResourceId: `${ID.text}-2` } })])),
        project(
          known([
            connection({
              ...same,
              owner: PROJECT,
              ownerKind: 'hub-project',
              metadata: { ResourceId: ID.text },
            }),
          ]),
        ),
      ]),
    });
    expect(verdicts.map(({ status, resource }) => [status, resource])).toEqual([
      ['fail', `${PROJECT.text}/connections/aoai`],
    ]);
  });

  it('tells of it in the project where the hub itself is not seen', () => {
    const inProject = connection({ owner: PROJECT, ownerKind: 'hub-project', authType: 'ApiKey' });
    const verdicts = judgeBy('hub-connections-use-entra', {
      hubs: known([project(known([inProject]))]),
    });
    expect(verdicts.map(({ status }) => status)).toEqual(['fail']);
  });

  it('still tells of it in the project, where the hub may not be read', () => {
    const inProject = connection({ owner: PROJECT, ownerKind: 'hub-project', authType: 'ApiKey' });
    const verdicts = judgeBy('hub-connections-use-entra', {
      hubs: known([hub(DENIED), project(known([inProject]))]),
    });
    expect(verdicts.map(({ status, resource }) => [status, resource])).toEqual([
      ['unknown', HUB.text],
      ['fail', `${PROJECT.text}/connections/aoai`],
    ]);
  });
});
