import { describe, expect, it } from '@jest/globals';
import type { Json } from '../../../src/azure/json.ts';
import {
  accountId,
  MemoryAzure,
  refusal,
  without,
  type MemoryConnection,
} from '../memory-azure.ts';
import { outcomes, plan, run, type RunOptions } from '../runs.ts';

const RICH: Json = {
  authType: 'ApiKey',
  category: 'AzureOpenAI',
  target: 'https://contoso.openai.azure.com/',
  isSharedToAll: false,
  sharedUserList: ['one', 'two'],
  expiryTime: '2030-01-01T00:00:00Z',
  peRequirement: 'Required',
  useWorkspaceManagedIdentity: false,
  metadata: { ApiType: 'Azure', ResourceId: accountId('contoso').text },
  aMemberOfTheFuture: { nested: [1, 2, 3] },
};
const OPTIONS: RunOptions = { principals: [], allow: ['convert-connection'] };

function world(): { readonly azure: MemoryAzure; readonly connection: MemoryConnection } {
  const azure = new MemoryAzure();
  azure.addAccount('contoso');
  const connection = azure.addConnection(accountId('contoso'), 'account', 'rich', RICH);
  return { azure, connection };
}

describe('convert-connection', () => {
  it('changes the type of authentication and nothing else', async () => {
    const { azure, connection } = world();
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['convert-connection done']);
    expect(connection.properties).toEqual({ ...RICH, authType: 'AAD' });
  });

  it('keeps what somebody else changed between reading and writing', async () => {
    const { azure, connection } = world();
    let first = true;
    azure.beforeWrite = () => {
      if (!first) return;
      first = false;
      connection.properties = { ...connection.properties, sharedUserList: ['one', 'two', 'three'] };
      connection.etag += 1;
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['convert-connection done']);
    expect(connection.properties).toEqual({
      ...RICH,
      authType: 'AAD',
      sharedUserList: ['one', 'two', 'three'],
    });
  });

  it('leaves a connection alone whose target changed since the plan', async () => {
    const { azure, connection } = world();
    const planned = plan(azure, OPTIONS);
    connection.properties = { ...RICH, target: 'https://elsewhere.openai.azure.com/' };
    azure.facts = ((facts) => (id) => ({
      ...facts(id),
      connections: planned.accounts[0]?.facts.connections ?? facts(id).connections,
    }))(azure.facts.bind(azure));
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['convert-connection blocked']);
    expect(made.changes[0]?.message).toContain('target');
    expect(azure.writes).toEqual([]);
  });

  it.each([
    ['authentication', { authType: 'AccountManagedIdentity' }],
    ['authentication', { authType: 'OAuth2' }],
    ['account', { metadata: { ApiType: 'Azure', ResourceId: accountId('other').text } }],
  ])('leaves a connection alone whose %s changed since the plan', async (what, change) => {
    const { azure, connection } = world();
    const { writer } = azure.ports();
    let isFirst = true;
    const made = await run(azure, OPTIONS, {
      writer: {
        ...writer,
        readConnection: (asked) => {
          if (isFirst) connection.properties = { ...RICH, ...change };
          isFirst = false;
          return writer.readConnection(asked);
        },
      },
    });
    expect(outcomes(made)).toEqual(['convert-connection blocked']);
    expect(made.changes[0]?.message).toContain(what);
    expect(azure.writes).toEqual([]);
  });

  it('goes on without the etag of a service that cannot compare its own', async () => {
    const { azure, connection } = world();
    const { writer } = azure.ports();
    const sent: boolean[] = [];
    const made = await run(azure, OPTIONS, {
      writer: {
        ...writer,
        putAsEntra: (stored, options) => {
          sent.push(options.ifUnchanged);
          return options.ifUnchanged
            ? Promise.reject(refusal(412, 'PreconditionFailed'))
            : writer.putAsEntra(stored, options);
        },
      },
    });
    expect(sent).toEqual([true, false]);
    expect(outcomes(made)).toEqual(['convert-connection done']);
    expect(connection.properties.authType).toBe('AAD');
  });

  it('is done when its own write, repeated after a lost answer, is refused by the etag that it made', async () => {
    const { azure, connection } = world();
    azure.afterWrite = () => {
      azure.afterWrite = () => undefined;
      throw refusal(412, 'PreconditionFailed');
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['convert-connection done']);
    expect(connection.properties).toEqual({ ...RICH, authType: 'AAD' });
  });

  describe('after a write that was in its way, where the service gives no etag', () => {
    const madeAfter = async (theirs: Json) => {
      const { azure, connection } = world();
      const { writer } = azure.ports();
      let isBusy = true;
      const made = await run(azure, OPTIONS, {
        writer: {
          ...writer,
          readConnection: async (asked) => ({
            ...(await writer.readConnection(asked)),
            etag: undefined,
          }),
          putAsEntra: (stored) => {
            if (!isBusy) return writer.putAsEntra(stored, { ifUnchanged: false });
            isBusy = false;
            connection.properties = { ...connection.properties, ...theirs };
            return Promise.reject(refusal(409, 'RequestConflict'));
          },
        },
      });
      return { lines: outcomes(made), properties: connection.properties };
    };

    it('keeps what that write made', async () => {
      const theirs = { sharedUserList: ['one', 'two', 'three'] };
      const { lines, properties } = await madeAfter(theirs);
      expect(lines).toEqual(['convert-connection done']);
      expect(properties).toEqual({ ...RICH, ...theirs, authType: 'AAD' });
    });

    it('leaves a connection alone that calls another target now', async () => {
      const theirs = { target: 'https://elsewhere.openai.azure.com/' };
      const { lines, properties } = await madeAfter(theirs);
      expect(lines).toEqual(['convert-connection blocked']);
      expect(properties).toEqual({ ...RICH, ...theirs });
    });

    it('is done where that was its own write, whose answer was lost', async () => {
      const { lines, properties } = await madeAfter({ authType: 'AAD' });
      expect(lines).toEqual(['convert-connection done']);
      expect(properties).toEqual({ ...RICH, authType: 'AAD' });
    });
  });

  it('gives up when somebody changes it again and again', async () => {
    const { azure, connection } = world();
    azure.beforeWrite = () => {
      connection.etag += 1;
    };
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['convert-connection failed']);
    expect(connection.properties).toEqual(RICH);
  });

  it('is unchanged when it is gone, or converted, since the plan', async () => {
    for (const change of [
      (azure: MemoryAzure) => (azure.connections = []),
      (_: MemoryAzure, connection: MemoryConnection) =>
        (connection.properties = { ...RICH, authType: 'AAD' }),
    ]) {
      const { azure, connection } = world();
      const { writer } = azure.ports();
      const made = await run(azure, OPTIONS, {
        writer: {
          ...writer,
          readConnection: (asked) => {
            change(azure, connection);
            return writer.readConnection(asked);
          },
        },
      });
      expect(outcomes(made)).toEqual(['convert-connection unchanged']);
      expect(azure.writes).toEqual([]);
    }
  });

  it('fails and names the members when some did not come back', async () => {
    const { azure, connection } = world();
    azure.afterWrite = () => {
      connection.properties = {
        ...without(connection.properties, 'peRequirement'),
        metadata: { ApiType: 'Azure' },
      };
    };
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['convert-connection failed']);
    expect(made.changes[0]?.message).toContain('peRequirement');
    expect(made.changes[0]?.message).toContain('metadata.ResourceId');
  });

  it('takes metadata in another letter case, more metadata and the same time written otherwise for kept', async () => {
    const { azure, connection } = world();
    azure.afterWrite = () => {
      connection.properties = {
        ...connection.properties,
        expiryTime: '2030-01-01T00:00:00.000Z',
        metadata: { apiType: 'Azure', resourceId: accountId('contoso').text, ApiVersion: '2024' },
      };
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual(['convert-connection done']);
  });

  it('fails when the type of authentication reads back as it was', async () => {
    const { azure, connection } = world();
    azure.afterWrite = () => {
      connection.properties = RICH;
    };
    const made = await run(azure, OPTIONS);
    expect(outcomes(made)).toEqual(['convert-connection failed']);
    expect(made.changes[0]?.message).toContain('reads back ApiKey');
  });

  it('converts the others when one fails', async () => {
    const { azure } = world();
    azure.addKeyConnection(accountId('contoso'), 'account', 'second', 'contoso');
    azure.beforeWrite = (write) => {
      if (write.endsWith('/rich')) throw refusal(500, 'InternalServerError');
    };
    expect(outcomes(await run(azure, OPTIONS))).toEqual([
      'convert-connection failed',
      'convert-connection done',
    ]);
  });
});
