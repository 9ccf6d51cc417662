import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asEntra } from '../../../src/azure/writers/connection.ts';
import { createWriter } from '../../../src/azure/writers/writer.ts';
import { ArmId } from '../../../src/domain/arm-id.ts';
import type { Connection } from '../../../src/domain/connection.ts';
import { InMemoryArm, sleepingClock, type Reply } from './in-memory-arm.ts';

const ACCOUNT =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso';
const HUB =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub';

function connection(owner: string, ownerKind: Connection['ownerKind']): Connection {
  const id = ArmId.of(owner);
  return {
    id: id.child('connections', 'aoai'),
    owner: id,
    ownerKind,
    name: 'aoai',
    category: 'AzureOpenAI',
    authType: 'ApiKey',
    target: 'https://contoso.openai.azure.com/',
    metadata: {},
    isSharedToAll: true,
    keyFields: [],
  };
}

const stored = {
  id: `${ACCOUNT}/linkedaccounts/aoai`,
  name: 'aoai',
  type: 'Microsoft.CognitiveServices/accounts/connections',
  etag: 'W/"1"',
  systemData: { createdBy: 'somebody' },
  properties: {
    authType: 'ApiKey',
    category: 'AzureOpenAI',
    target: 'https://contoso.openai.azure.com/',
    isSharedToAll: true,
    sharedUserList: ['a'],
    expiryTime: '2030-01-01T00:00:00Z',
    peRequirement: 'NotRequired',
    metadata: { ApiType: 'Azure', ResourceId: ACCOUNT },
    credentials: null,
    group: 'AzureAI',
    createdByWorkspaceArmId: ACCOUNT,
    error: null,
    aMemberOfTheFuture: { kept: true },
  },
};

function using(replies: readonly Reply[]) {
  const arm = new InMemoryArm(replies);
  return { arm, writer: createWriter({ arm, clock: sleepingClock(), mask: () => undefined }) };
}

describe('changing a connection to Entra ID', () => {
  it('keeps every member but credentials, the type of authentication, and what only the service writes', () => {
    expect(asEntra(stored)).toEqual({
      properties: {
        authType: 'AAD',
        category: 'AzureOpenAI',
        target: 'https://contoso.openai.azure.com/',
        isSharedToAll: true,
        sharedUserList: ['a'],
        expiryTime: '2030-01-01T00:00:00Z',
        peRequirement: 'NotRequired',
        metadata: { ApiType: 'Azure', ResourceId: ACCOUNT },
        aMemberOfTheFuture: { kept: true },
      },
    });
  });

  it('keeps whatever members a connection has', () => {
    const dropped = ['credentials', 'group', 'createdByWorkspaceArmId', 'error', 'authType'];
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (properties) => {
        const written = asEntra({ properties }).properties as Record<string, unknown>;
        const kept = Object.entries(properties).filter(([name]) => !dropped.includes(name));
        expect(Object.entries(written).filter(([name]) => name !== 'authType')).toEqual(kept);
        expect(written.authType).toBe('AAD');
        expect(Object.hasOwn(written, 'credentials')).toBe(false);
      }),
    );
  });

  it('is a second time the same as the first', () => {
    expect(asEntra(asEntra(stored))).toEqual(asEntra(stored));
  });

  it('builds the path from the name, not from the id that a list gave', async () => {
    const { arm, writer } = using([{ status: 200, body: stored }, { status: 200 }]);
    const read = await writer.readConnection(connection(ACCOUNT, 'account'));
    await writer.putAsEntra(read, { ifUnchanged: true });
    expect(arm.asked.map(({ method, path }) => [method, path])).toEqual([
      [undefined, `${ACCOUNT}/connections/aoai`],
      ['PUT', `${ACCOUNT}/connections/aoai`],
    ]);
  });

  it('writes only over what it read, where the service gives an etag', async () => {
    const { arm, writer } = using([
      { status: 200, body: stored },
      { status: 412, body: { error: { code: 'PreconditionFailed', message: 'm' } } },
      { status: 200 },
    ]);
    const read = await writer.readConnection(connection(ACCOUNT, 'account'));
    await expect(writer.putAsEntra(read, { ifUnchanged: true })).rejects.toMatchObject({
      status: 412,
    });
    await writer.putAsEntra(read, { ifUnchanged: false });
    expect(arm.asked.map(({ headers }) => headers)).toEqual([
      undefined,
      { 'if-match': 'W/"1"' },
      undefined,
    ]);
  });

  it('asks for hub connections in the version and with the action of the workspace', async () => {
    const { arm, writer } = using([{ status: 200, body: { ...stored, etag: undefined } }]);
    const read = await writer.readConnection(connection(HUB, 'hub'));
    expect(read.etag).toBeUndefined();
    expect(arm.asked[0]).toMatchObject({
      apiVersion: '2024-10-01',
      action: 'Microsoft.MachineLearningServices/workspaces/connections/read',
      scope: HUB,
    });
  });

  it('refuses an answer that is another connection', async () => {
    const { writer } = using([{ status: 200, body: { ...stored, name: 'other' } }]);
    await expect(writer.readConnection(connection(ACCOUNT, 'account'))).rejects.toThrow(
      'not that connection',
    );
  });
});
