import { describe, expect, it } from '@jest/globals';
import { createWriter } from '../../../src/azure/writers/writer.ts';
import { ArmId } from '../../../src/domain/arm-id.ts';
import { InMemoryArm, sleepingClock, type Reply } from './in-memory-arm.ts';

const ID = ArmId.of(
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso',
);
const OPERATION =
  'https://management.azure.com/subscriptions/s/providers/Microsoft.CognitiveServices/locations/westus/operationResults/1';

function account(properties: Readonly<Record<string, unknown>>): unknown {
  return { id: ID.text, name: 'contoso', kind: 'AIServices', location: 'westus', properties };
}

function writing(replies: readonly Reply[]) {
  const arm = new InMemoryArm(replies);
  const clock = sleepingClock();
  const writer = createWriter({ arm, clock, mask: () => undefined });
  return { arm, clock, writer };
}

const done = {
  status: 200,
  body: account({ provisioningState: 'Succeeded', disableLocalAuth: true }),
};

describe('writing a property of an account', () => {
  it('sends that property and nothing else', async () => {
    const { arm, writer } = writing([done, done]);
    await writer.setLocalAuthDisabled(ID, true);
    expect(arm.asked.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: 'PATCH', path: ID.text, body: { properties: { disableLocalAuth: true } } },
      { method: undefined, path: ID.text, body: undefined },
    ]);
  });

  it('returns what reads back, not what the answer to the PATCH promised', async () => {
    const { writer } = writing([
      done,
      { status: 200, body: account({ provisioningState: 'Succeeded', disableLocalAuth: false }) },
    ]);
    expect((await writer.setLocalAuthDisabled(ID, true)).disableLocalAuth).toBe(false);
  });

  it('follows azure-AsyncOperation, waiting as long as it asks for', async () => {
    const { clock, arm, writer } = writing([
      { status: 202, headers: { 'azure-asyncoperation': OPERATION, 'retry-after': '3' } },
      { status: 200, body: { status: 'Running' }, headers: { 'retry-after': '7' } },
      { status: 200, body: { status: 'Succeeded' } },
      done,
    ]);
    expect((await writer.setLocalAuthDisabled(ID, true)).disableLocalAuth).toBe(true);
    expect(clock.slept).toEqual([3_000, 7_000]);
    expect(arm.asked[1]?.path).toBe(OPERATION);
  });

  it('follows Location until it no longer answers 202', async () => {
    const { arm, writer } = writing([
      { status: 202, headers: { location: OPERATION } },
      { status: 202 },
      { status: 200 },
      done,
    ]);
    await writer.setLocalAuthDisabled(ID, true);
    expect(arm.asked).toHaveLength(4);
  });

  it('takes a 200 that is not Succeeded as still running', async () => {
    const { writer, arm } = writing([
      { status: 200, body: account({ provisioningState: 'Accepted' }) },
      { status: 200, body: account({ provisioningState: 'ResolvingDNS' }) },
      {
        status: 200,
        body: account({ provisioningState: 'Succeeded', customSubDomainName: 'contoso' }),
      },
    ]);
    expect((await writer.setSubdomain(ID, 'contoso')).customSubdomain).toBe('contoso');
    expect(arm.asked).toHaveLength(3);
  });

  it('reads the account instead when the operation may not be read', async () => {
    const { writer } = writing([
      { status: 202, headers: { 'azure-asyncoperation': OPERATION } },
      { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'no' } } },
      done,
    ]);
    expect((await writer.setLocalAuthDisabled(ID, true)).disableLocalAuth).toBe(true);
  });

  it('says what Azure said when the operation failed after it was accepted', async () => {
    const { writer } = writing([
      { status: 202, headers: { 'azure-asyncoperation': OPERATION } },
      {
        status: 200,
        body: {
          status: 'Failed',
          error: { code: 'CustomDomainInUse', message: 'Sub domain is in use.' },
        },
      },
    ]);
    await expect(writer.setSubdomain(ID, 'contoso')).rejects.toMatchObject({
      code: 'CustomDomainInUse',
      message: expect.stringContaining('Sub domain is in use.'),
    });
  });

  it('fails when the account ends in a failed state', async () => {
    const { writer } = writing([
      { status: 200, body: account({ provisioningState: 'Accepted' }) },
      { status: 200, body: account({ provisioningState: 'Failed' }) },
    ]);
    await expect(writer.setLocalAuthDisabled(ID, true)).rejects.toThrow('state Failed');
  });

  it('gives up after 15 minutes and says that the next run goes on', async () => {
    const running = { status: 200, body: account({ provisioningState: 'Accepted' }) };
    const { writer, clock } = writing(Array.from({ length: 200 }, () => running));
    await expect(writer.setLocalAuthDisabled(ID, true)).rejects.toMatchObject({
      reason: { kind: 'timeout', remedy: expect.stringContaining('next run') },
    });
    expect(clock.now()).toBeGreaterThanOrEqual(15 * 60_000);
    expect(clock.now()).toBeLessThan(16 * 60_000);
  });
});
