import { describe, expect, it } from '@jest/globals';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known } from '../../src/domain/observation.ts';
import { connection, DENIED, ID, judgeBy, textOf, type Case } from './builders.ts';
import { holds } from './table.ts';

const PROJECT = ID.child('projects', 'p1');
const own = (...connections: Connection[]): Partial<AccountFacts> => ({
  connections: known([{ owner: ID, connections: known(connections) }]),
});

describe('connections-use-entra', () => {
  const cases: readonly Case[] = [
    { when: 'there is no connection', says: 'pass', shows: ['no connections'] },
    { when: 'it uses Entra ID', facts: own(connection()), says: 'pass' },
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
      shows: ['category ApiKey, which takes only a key'],
    },
    {
      when: 'its category takes only keys, but it calls this very account',
      facts: own(connection({ category: 'CustomKeys', authType: 'CustomKeys' })),
      says: 'fail',
      shows: ['calls this account with a key', 'Make a new connection'],
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
      when: 'a hostile name would run a command where the fix is pasted',
      facts: own(connection({ authType: 'ApiKey', name: "$(reboot)'", metadata: {} })),
      says: 'fail',
      shows: [String.raw`/connections/$(reboot)'\''?api-version=2025-06-01'`],
    },
  ];
  holds('connections-use-entra', cases);

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
    expect(verdicts.map(textOf).join('\n')).toContain('connection of project p1');
  });
});
