import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { armAs, codeOf, type Arm } from './support/session.ts';
import { at } from './support/wire.ts';

let sandbox: Sandbox;
let arm: Arm;
beforeEach(async () => {
  sandbox = await startSandbox(legacyWorld('enforce'));
  arm = await armAs(sandbox);
});
afterEach(() => sandbox.close());

const ID = RESOURCE_IDS.account;
const patch = (properties: unknown): ReturnType<Arm['send']> =>
  arm.send('PATCH', ID, { properties });

describe('an account', () => {
  it('shows disableLocalAuth only once it was set', async () => {
    const properties = at((await arm.get(ID)).json, 'properties');
    expect(properties).not.toHaveProperty('disableLocalAuth');
    expect(
      at((await patch({ disableLocalAuth: true })).json, 'properties', 'disableLocalAuth'),
    ).toBe(true);
  });

  it('changes nothing but what a PATCH names', async () => {
    const before = structuredClone(at((await arm.get(ID)).json)) as Record<string, unknown>;
    const after = (await patch({ disableLocalAuth: true })).json as Record<string, unknown>;
    expect(after).toEqual({
      ...before,
      etag: expect.any(String),
      properties: { ...(before.properties as object), disableLocalAuth: true },
    });
    expect(after.etag).not.toBe(before.etag);
  });

  it('gets a subdomain once, and none that is taken', async () => {
    const [account] = sandbox.world.accounts;
    if (account) {
      sandbox.world.accounts.push({
        ...account,
        name: 'other-ai',
        properties: { customSubDomainName: 'taken' },
      });
      account.properties = {};
    }
    expect(codeOf(await patch({ customSubDomainName: 'TAKEN' }))).toBe('CustomDomainInUse');
    expect(codeOf(await patch({ customSubDomainName: '-bad-' }))).toBe(
      'InvalidCustomSubDomainName',
    );
    expect((await patch({ customSubDomainName: 'contoso-ai' })).status).toBe(200);
    expect(codeOf(await patch({ customSubDomainName: 'else' }))).toBe(
      'CustomSubDomainNameChangeNotAllowed',
    );
    expect((await patch({ disableLocalAuth: true })).status).toBe(200);
    expect(account?.properties.customSubDomainName).toBe('contoso-ai');
  });

  it('refuses a value that is no boolean', async () => {
    expect((await patch({ disableLocalAuth: 'yes' })).status).toBe(400);
  });

  it('updates in the background when it takes long: 202, polling addresses, then the result', async () => {
    sandbox.behaviour.updateMs = 10_000;
    sandbox.behaviour.retryAfterSeconds = 3;
    const accepted = await patch({ disableLocalAuth: true });
    expect(accepted.status).toBe(202);
    expect(accepted.headers['retry-after']).toBe('3');
    expect(at(accepted.json, 'properties', 'provisioningState')).toBe('Accepted');
    const location = String(accepted.headers.location);
    const status = String(accepted.headers['azure-asyncoperation']);
    expect((await arm.get(location)).status).toBe(202);
    expect(at((await arm.get(status)).json, 'status')).toBe('Running');
    const second = await patch({ disableLocalAuth: false });
    expect([second.status, codeOf(second)]).toEqual([409, 'RequestConflict']);
    sandbox.clock.advance(10_001);
    expect(at((await arm.get(status)).json, 'status')).toBe('Succeeded');
    expect(at((await arm.get(location)).json, 'properties', 'provisioningState')).toBe('Succeeded');
    expect((await patch({ disableLocalAuth: false })).status).toBe(202);
  });

  it('is as before when an update fails', async () => {
    sandbox.behaviour.updateMs = 10_000;
    sandbox.behaviour.updateEnds = 'Failed';
    const accepted = await patch({ disableLocalAuth: true });
    sandbox.clock.advance(10_001);
    const status = await arm.get(String(accepted.headers['azure-asyncoperation']));
    expect(at(status.json, 'status')).toBe('Failed');
    expect(at((await arm.get(ID)).json, 'properties')).not.toHaveProperty('disableLocalAuth');
  });

  it('can be made, with an endpoint that answers', async () => {
    const path = ID.replace('contoso-ai', 'new-ai');
    const made = await arm.send('PUT', path, {
      kind: 'AIServices',
      location: 'swedencentral',
      properties: { customSubDomainName: 'new-ai', disableLocalAuth: true },
    });
    expect(made.status).toBe(201);
    expect(at(made.json, 'properties', 'endpoint')).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await arm.get(path)).status).toBe(200);
  });
});

describe('keys', () => {
  const list = (): ReturnType<Arm['send']> => arm.send('POST', `${ID}/listKeys`);
  const regenerate = (keyName: string): ReturnType<Arm['send']> =>
    arm.send('POST', `${ID}/regenerateKey`, { keyName });

  it('are two, and each call that returns them is on record', async () => {
    const answer = await list();
    const keys = sandbox.keysOf(sandbox.world.accounts[0] as never);
    expect(answer.json).toEqual(keys);
    expect(sandbox.secrets.foundIn(answer.text)).toHaveLength(2);
    expect(sandbox.log.at(-1)).toMatchObject({ revealedSecret: true, write: false });
  });

  it('are regenerated one by one, and both come back', async () => {
    const before = (await list()).json as { key1: string; key2: string };
    const after = (await regenerate('Key2')).json as { key1: string; key2: string };
    expect(after.key1).toBe(before.key1);
    expect(after.key2).not.toBe(before.key2);
    expect(sandbox.log.at(-1)).toMatchObject({
      revealedSecret: true,
      write: true,
      body: { keyName: 'Key2' },
    });
    expect((await regenerate('key3')).status).toBe(400);
  });

  it('cannot be listed once they are disabled', async () => {
    await patch({ disableLocalAuth: true });
    const answer = await list();
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({
      error: {
        code: 'BadRequest',
        message: 'Failed to list key. disableLocalAuth is set to be true',
      },
    });
    expect((await regenerate('Key1')).status).toBe(400);
    sandbox.behaviour.regenerateWhenDisabled = 'allow';
    expect((await regenerate('Key1')).status).toBe(200);
  });
});
