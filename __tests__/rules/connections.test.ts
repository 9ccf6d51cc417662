import { describe, expect, it } from '@jest/globals';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known } from '../../src/domain/observation.ts';
import { readFix } from '../../src/domain/finding.ts';
import { judgeConnection } from '../../src/rules/connection-verdict.ts';
import { connection, DENIED, ID, judgeBy, textOf, type Case } from './builders.ts';
import { holds } from './table.ts';

const PROJECT = ID.child('projects', 'p1');
const own = (...connections: Connection[]): Partial<AccountFacts> => ({
  connections: known([{ owner: ID, connections: known(connections) }]),
});

describe('connections-use-entra', () => {
  const cases: readonly Case[] = [
    {
      when: 'there is no connection',
      says: 'pass',
      shows: ['no connections', /no connection in the account$/m],
    },
    {
      when: 'there is no connection in the projects either',
      facts: {
        connections: known([
          { owner: ID, connections: known([]) },
          { owner: PROJECT, connections: known([]) },
          { owner: ID.child('projects', 'p2'), connections: known([]) },
        ]),
      },
      says: 'pass',
      shows: ['no connection in the account and 2 projects'],
    },
    {
      when: 'it uses Entra ID',
      facts: own(connection()),
      says: 'pass',
      shows: [
        /category AzureOpenAI, authType AAD, target https:\/\/contoso-ai\.openai\.azure\.com\/$/m,
      ],
      hides: ['members that hold a key'],
    },
    {
      when: 'it has no target and is shared',
      facts: own(connection({ target: '', isSharedToAll: true })),
      says: 'pass',
      shows: ['authType AAD, target not set, shared to all projects'],
    },
    {
      when: 'it uses a managed identity, in another letter case',
      facts: own(connection({ authType: 'accountmanagedIDENTITY', category: 'AIServices' })),
      says: 'pass',
    },
    {
      when: 'it stores a key',
      facts: own(connection({ authType: 'ApiKey' })),
      says: 'fail',
      shows: [
        'stores a key (authType ApiKey)',
        `az rest --method put --url '${ID.text}/connections/aoai?api-version=2025-06-01' --body @connection.json`,
        'Authentication: Microsoft Entra ID',
        "authType: 'AAD'",
      ],
    },
    {
      when: 'a storage connection stores an account key, in another letter case',
      facts: own(connection({ category: 'azurestorageACCOUNT', authType: 'accountkey' })),
      says: 'fail',
    },
    {
      when: 'it is labelled AAD but still carries a key',
      facts: own(connection({ keyFields: ['metadata.api-key', 'credentials.key'] })),
      says: 'fail',
      shows: [
        'still carries a key in metadata.api-key, credentials.key',
        'members that hold a key: metadata.api-key, credentials.key',
        'del(.credentials, .group, .createdByWorkspaceArmId, .error, .metadata["api-key"])',
      ],
    },
    {
      when: 'its category takes only keys',
      facts: own(
        connection({
          category: 'ApiKey',
          authType: 'ApiKey',
          target: 'https://api.bing.microsoft.com/',
        }),
      ),
      says: 'skipped',
      shows: ['category ApiKey, which takes only a key', 'target https://api.bing.microsoft.com/'],
    },
    {
      when: 'its category takes only keys, but it calls this very account',
      facts: own(connection({ category: 'CustomKeys', authType: 'CustomKeys' })),
      says: 'fail',
      shows: [
        'calls this account with a key',
        'Make a new connection',
        "authType: 'AAD'",
        "category: 'AzureOpenAI'",
      ],
    },
    {
      when: 'its category is not known',
      facts: own(connection({ category: 'Frobnicator', authType: 'ApiKey' })),
      says: 'unknown',
      shows: ['category Frobnicator'],
    },
    {
      when: 'its category is not known, but it uses Entra ID',
      facts: own(connection({ category: 'Frobnicator' })),
      says: 'pass',
    },
    {
      when: 'its type of authentication is not known',
      facts: own(connection({ authType: 'QuantumHandshake' })),
      says: 'unknown',
      shows: ['QuantumHandshake'],
    },
    {
      when: 'it sends no credential where it could use Entra ID',
      facts: own(connection({ authType: 'None' })),
      says: 'fail',
    },
    {
      when: 'it sends no credential to a third party',
      facts: own(connection({ authType: 'None', category: 'RemoteTool' })),
      says: 'skipped',
    },
    {
      when: 'the connections may not be listed',
      facts: { connections: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
    {
      when: 'it stores a key of an account, which enforce converts',
      facts: own(connection({ authType: 'ApiKey' })),
      says: 'fail',
      shows: ['In mode enforce the change convert-connection does it'],
    },
    {
      when: 'it stores a key of another service, which enforce leaves to people',
      facts: own(connection({ authType: 'ApiKey', category: 'CognitiveSearch' })),
      says: 'fail',
      shows: ['Let the target take Entra ID'],
      hides: ['convert-connection'],
    },
    {
      when: 'a hostile name would run a command where the fix is pasted',
      facts: own(connection({ authType: 'ApiKey', name: "$(reboot)'", metadata: {} })),
      says: 'fail',
      shows: [String.raw`/connections/$(reboot)'\''?api-version=2025-06-01'`],
    },
  ];
  holds('connections-use-entra', cases);

  it.each([
    {
      ownerKind: 'account',
      owner: ID,
      type: 'Microsoft.CognitiveServices/accounts/connections@2025-06-01',
      parent: 'account',
    },
    {
      ownerKind: 'project',
      owner: PROJECT,
      type: 'Microsoft.CognitiveServices/accounts/projects/connections@2025-06-01',
      parent: 'project',
    },
    {
      ownerKind: 'hub',
      owner: PROJECT,
      type: 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01',
      parent: 'hub',
    },
    {
      ownerKind: 'hub-project',
      owner: PROJECT,
      type: 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01',
      parent: 'project',
    },
    {
      ownerKind: 'workspace',
      owner: PROJECT,
      type: 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01',
      parent: 'workspace',
    },
  ] as const)(
    'gives the Bicep and the version of the API for a connection of: $ownerKind',
    (one) => {
      const { ownerKind, owner, type, parent } = one;
      const judged = judgeConnection(
        connection({ ownerKind, owner, authType: 'ApiKey', isSharedToAll: true, name: "a'b" }),
        'yes',
      );
      const { Bicep, az } = readFix(judged.fix ?? '');
      expect(Bicep?.split('\n')).toEqual([
        `resource connection '${type}' = {`,
        `  parent: ${parent}`,
        String.raw`  name: 'a\'b'`,
        '  properties: {',
        "    authType: 'AAD' // and no credentials",
        "    category: 'AzureOpenAI'",
        "    target: 'https://contoso-ai.openai.azure.com/'",
        '    isSharedToAll: true',
        '    // metadata: as it is',
        '  }',
        '}',
      ]);
      expect(az).toContain(`?api-version=${type.split('@')[1] ?? ''}'`);
    },
  );

  it('asks for the identity of the account where the category knows no other', () => {
    const vault = connection({ category: 'AzureKeyVault', authType: 'AccountKey' });
    expect(readFix(judgeConnection(vault, 'no').fix ?? '').Bicep).toContain(
      "authType: 'AccountManagedIdentity'",
    );
  });

  it.each([
    { calls: 'yes', says: 'fail' },
    { calls: 'maybe', says: 'unknown' },
    { calls: 'no', says: 'skipped' },
  ] as const)('says $says of a category that takes only keys and calls: $calls', (one) => {
    const custom = connection({ category: 'CustomKeys', authType: 'CustomKeys' });
    expect(judgeConnection(custom, one.calls).status).toBe(one.says);
  });

  it('judges projects by themselves where the list of the account is missing', () => {
    const inProject = connection({ owner: PROJECT, ownerKind: 'project', authType: 'ApiKey' });
    for (const lists of [
      [{ owner: PROJECT, connections: known([inProject]) }],
      [
        { owner: ID, connections: DENIED },
        { owner: PROJECT, connections: known([inProject]) },
      ],
    ]) {
      const verdicts = judgeBy('connections-use-entra', { connections: known(lists) });
      expect(verdicts.at(-1)?.status).toBe('fail');
    }
  });

  it('judges each connection by itself, and one project that is closed does not hide the others', () => {
    const verdicts = judgeBy('connections-use-entra', {
      connections: known([
        {
          owner: ID,
          connections: known([connection(), connection({ name: 'key', authType: 'ApiKey' })]),
        },
        { owner: PROJECT, connections: DENIED },
      ]),
    });
    expect(verdicts.map(({ status, resource }) => [status, resource])).toEqual([
      ['pass', `${ID.text}/connections/aoai`],
      ['fail', `${ID.text}/connections/key`],
      ['unknown', PROJECT.text],
    ]);
  });

  it('tells once of a connection that the account shares with its project', () => {
    const shared = connection({ authType: 'ApiKey', isSharedToAll: true });
    const inProject = connection({
      owner: PROJECT,
      ownerKind: 'project',
      authType: 'ApiKey',
      name: 'AOAI',
      target: 'https://CONTOSO-ai.openai.azure.com',
    });
    const other = connection({ owner: PROJECT, ownerKind: 'project', authType: 'AAD' });
    const verdicts = judgeBy('connections-use-entra', {
      connections: known([
        { owner: ID, connections: known([shared]) },
        { owner: PROJECT, connections: known([inProject, other]) },
      ]),
    });
    expect(verdicts.map(({ status, resource }) => [status, resource])).toEqual([
      ['fail', `${ID.text}/connections/aoai`],
      ['pass', `${PROJECT.text}/connections/aoai`],
    ]);
    expect(verdicts.map(textOf).join('\n')).toContain('The connection aoai of project p1 (');
  });

  it("tells of a key in a project's own connection that bears the name of one of the account", () => {
    const verdicts = judgeBy('connections-use-entra', {
      connections: known([
        { owner: ID, connections: known([connection({ isSharedToAll: true })]) },
        {
          owner: PROJECT,
          connections: known([
            connection({ owner: PROJECT, ownerKind: 'project', keyFields: ['credentials.key'] }),
          ]),
        },
      ]),
    });
    expect(verdicts.map(({ status, resource }) => [status, resource])).toEqual([
      ['pass', `${ID.text}/connections/aoai`],
      ['fail', `${PROJECT.text}/connections/aoai`],
    ]);
  });
});
