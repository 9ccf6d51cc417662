import { describe, expect, it } from '@jest/globals';
import { createWriter } from '../../../src/azure/writers/writer.ts';
import { ArmId } from '../../../src/domain/arm-id.ts';
import { InMemoryArm, sleepingClock, type Reply } from './in-memory-arm.ts';

const ID = ArmId.of(
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso',
);
const OPERATION = 'https://management.azure.com/operations/1';

async function regenerate(
  replies: readonly Reply[],
  ends: (writing: Promise<void>) => Promise<void> = (writing) =>
    expect(writing).resolves.toBeUndefined(),
) {
  const arm = new InMemoryArm(replies);
  const masked: string[] = [];
  const writer = createWriter({
    arm,
    clock: sleepingClock(),
    mask: (key) => {
      masked.push(key);
    },
  });
  await ends(writer.regenerateKey(ID, 'Key1'));
  return { arm, masked };
}

describe('regenerating a key', () => {
  it('masks both keys of the answer and returns none', async () => {
    const { arm, masked } = await regenerate([
      { status: 200, body: { key1: 'new-one', key2: 'old-two' } },
    ]);
    expect(masked).toEqual(['new-one', 'old-two']);
    expect(arm.asked[0]).toMatchObject({ method: 'POST', body: { keyName: 'Key1' } });
  });

  it('masks keys that come at the end of a long-running operation', async () => {
    const { masked } = await regenerate([
      { status: 202, headers: { 'azure-asyncoperation': OPERATION } },
      {
        status: 200,
        body: { status: 'Succeeded', properties: { key1: 'new-one', key2: 'old-two' } },
      },
    ]);
    expect(masked).toEqual(['new-one', 'old-two']);
  });

  it.each<[string, readonly Reply[]]>([
    ['names no operation', [{ status: 202 }]],
    [
      'shows its operation to nobody',
      [{ status: 202, headers: { 'azure-asyncoperation': OPERATION } }, { status: 403 }],
    ],
    [
      'has forgotten its operation',
      [{ status: 202, headers: { location: OPERATION } }, { status: 404 }],
    ],
  ])('is not taken for done where Azure took it and %s', async (_, replies) => {
    const { arm } = await regenerate(replies, (writing) =>
      expect(writing).rejects.toMatchObject({
        reason: {
          message: expect.stringContaining('could not be seen whether it came about'),
          remedy: expect.stringContaining('operationResults/read'),
        },
      }),
    );
    expect(arm.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('is done where the keys came back, whatever becomes of the operation', async () => {
    const { masked } = await regenerate([
      { status: 202, headers: { location: OPERATION }, body: { key1: 'new-one' } },
      { status: 404 },
    ]);
    expect(masked).toEqual(['new-one']);
  });

  it('does not mask the name of the key, which is no secret', async () => {
    const { masked } = await regenerate([{ status: 200, body: { keyName: 'Key1', key1: 'v' } }]);
    expect(masked).toEqual(['v']);
  });
});
