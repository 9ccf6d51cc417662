import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { toJob } from '../../sandbox/worlds/base.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import {
  armAs,
  assertionOf,
  codeOf,
  exchange,
  tokenFor,
  tokenForm,
  type Arm,
} from './support/session.ts';
import { ask, at, type WireAnswer } from './support/wire.ts';

const SUBJECT = 'repo:contoso/assistant:ref:refs/heads/main';
const ISSUER = 'https://token.actions.githubusercontent.com';
const AUDIENCES = ['api://AzureADTokenExchange'];

let sandbox: Sandbox;
let arm: Arm;
beforeEach(async () => {
  const world = compliantWorld('check');
  world.roleAssignments.push(toJob('Owner', RESOURCE_IDS.subscription));
  sandbox = await startSandbox(world, { behaviour: { appsAllowed: true } });
  arm = await armAs(sandbox);
});
afterEach(() => sandbox.close());

const graph = async (method: string, path: string, body?: unknown): Promise<WireAnswer> =>
  ask(sandbox, `${sandbox.urls.arm}/v1.0${path}`, {
    method,
    token: await tokenFor(sandbox, 'https://graph.microsoft.com'),
    ...(body !== undefined && { body }),
  });
const signIn = async (clientId: string): Promise<WireAnswer> =>
  exchange(
    sandbox,
    tokenForm(await assertionOf(sandbox), `${sandbox.urls.arm}/.default`, clientId),
  );

describe('an app registration', () => {
  it('signs in once it has a service principal and trusts the subject, in equal letters', async () => {
    const app = await graph('POST', '/applications', { displayName: 'gate' });
    const appId = String(at(app.json, 'appId'));
    expect((await signIn(appId)).text).toContain('AADSTS700016');

    await graph('POST', '/servicePrincipals', { appId });
    expect((await signIn(appId)).text).toContain('AADSTS70025');
    const credentials = `/applications/${String(at(app.json, 'id'))}/federatedIdentityCredentials`;
    const trust = (name: string, subject: string): Promise<WireAnswer> =>
      graph('POST', credentials, { name, issuer: ISSUER, subject, audiences: AUDIENCES });
    expect((await trust('other', SUBJECT.toUpperCase())).status).toBe(201);
    expect((await signIn(appId)).text).toContain('AADSTS7002138');
    expect((await trust('main', SUBJECT)).status).toBe(201);
    expect((await signIn(appId)).status).toBe(200);

    expect(codeOf(await trust('main', 'repo:a/b:pull_request'))).toBe(
      'Request_MultipleObjectsWithSameKeyValue',
    );
    expect(codeOf(await trust('again', SUBJECT))).toBe('Request_MultipleObjectsWithSameKeyValue');
    expect(codeOf(await trust('no', 'x'))).toBe('Request_BadRequest');
  });

  it('is found by its client id, and is nobody else’s to make', async () => {
    const app = await graph('POST', '/applications', { displayName: 'gate' });
    const appId = String(at(app.json, 'appId'));
    const found = await graph('GET', `/applications?$filter=appId%20eq%20'${appId}'`);
    expect(at(found.json, 'value', 0, 'displayName')).toBe('gate');
    expect(at(found.json, 'value', 1)).toBeUndefined();
    sandbox.behaviour.appsAllowed = false;
    expect((await graph('POST', '/applications', { displayName: 'more' })).status).toBe(403);
  });
});

describe('a user-assigned identity', () => {
  const id = `${RESOURCE_IDS.resourceGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/gate`;
  const version = '?api-version=2023-01-31';

  it('signs in once it trusts the subject', async () => {
    const made = await arm.send('PUT', `${id}${version}`, { location: 'swedencentral' });
    const clientId = String(at(made.json, 'properties', 'clientId'));
    expect((await signIn(clientId)).status).not.toBe(200);
    const properties = { issuer: ISSUER, subject: SUBJECT, audiences: AUDIENCES };
    const path = `${id}/federatedIdentityCredentials`;
    const trusted = await arm.send('PUT', `${path}/main${version}`, { properties });
    expect(trusted.status).toBe(201);
    expect((await signIn(clientId)).status).toBe(200);
    expect((await arm.send('PUT', `${path}/twin${version}`, { properties })).status).toBe(409);
    // Made again, it is the same one.
    const again = await arm.send('PUT', `${id}${version}`, { location: 'swedencentral' });
    expect(at(again.json, 'properties', 'clientId')).toBe(clientId);
  });

  it('is made by whoever may write it', async () => {
    sandbox.world.roleAssignments.pop();
    expect(codeOf(await arm.send('PUT', `${id}${version}`, { location: 'x' }))).toBe(
      'AuthorizationFailed',
    );
  });
});
