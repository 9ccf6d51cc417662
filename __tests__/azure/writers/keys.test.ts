import { describe, expect, it } from '@jest/globals';
import { createWriter } from '../../../src/azure/writers/writer.ts';
import { ArmId } from '../../../src/domain/arm-id.ts';
import { InMemoryArm, sleepingClock, type Reply } from './in-memory-arm.ts';

const ID = ArmId.of(
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso',
);
const OPERATION = 'https://management.azure.com/operations/1';

async function regenerate(replies: readonly Reply[]) {
  const arm = new InMemoryArm(replies);
  const masked: string[] = [];
  const writer = createWriter({
    arm,
    clock: sleepingClock(),
    mask: (key) => {
      masked.push(key);
    },
  });
  await expect(writer.regenerateKey(ID, 'Key1')).resolves.toBeUndefined();
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

  it('does not mask the name of the key, which is no secret', async () => {
    const { masked } = await regenerate([{ status: 200, body: { keyName: 'Key1', key1: 'v' } }]);
    expect(masked).toEqual(['v']);
  });
});
