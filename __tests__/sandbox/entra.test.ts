import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt, generateKeyPair, SignJWT } from 'jose';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { assertionOf, COGNITIVE, exchange, tokenFor, tokenForm } from './support/session.ts';
import { ask, at } from './support/wire.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox(compliantWorld());
});
afterEach(() => sandbox.close());

const scope = (): string => `${sandbox.urls.arm}/.default`;

describe('GitHub OIDC', () => {
  it.each([
    ['a branch', {}, {}, 'repo:contoso/assistant:ref:refs/heads/main'],
    ['a tag', { ref: 'refs/tags/v1' }, {}, 'repo:contoso/assistant:ref:refs/tags/v1'],
    ['a pull request', { name: 'pull_request' }, {}, 'repo:contoso/assistant:pull_request'],
    [
      'an environment, which wins',
      { name: 'pull_request' },
      { environment: 'prod:eu' },
      'repo:contoso/assistant:environment:prod%3Aeu',
    ],
    [
      'immutable ids',
      {},
      { immutable: true },
      'repo:contoso@9107700/assistant@81550123:ref:refs/heads/main',
    ],
  ])('names the job by %s', async (_what, event, oidc, subject) => {
    Object.assign(sandbox.world.github.event, event);
    Object.assign(sandbox.world.github.oidc, oidc);
    const claims = decodeJwt(await assertionOf(sandbox));
    expect(claims).toMatchObject({
      iss: 'https://token.actions.githubusercontent.com',
      sub: subject,
      aud: 'api://AzureADTokenExchange',
      repository: 'contoso/assistant',
      repository_id: '81550123',
      repository_owner_id: '9107700',
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
  });

  it('gives nothing to a caller without the request token, and nothing when it is off', async () => {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url = '' } = sandbox.env;
    expect((await ask(sandbox, url, { token: 'guess' })).status).toBe(401);
    const world = compliantWorld();
    world.github.oidc.enabled = false;
    const off = await startSandbox(world);
    expect(off.env).not.toHaveProperty('ACTIONS_ID_TOKEN_REQUEST_URL');
    expect(off.env).not.toHaveProperty('ACTIONS_ID_TOKEN_REQUEST_TOKEN');
    await off.close();
  });
});

describe('the token endpoint', () => {
  it('issues a token for the resource of the scope, to the object of the client', async () => {
    const answer = await exchange(sandbox, tokenForm(await assertionOf(sandbox), scope()));
    expect(answer.status).toBe(200);
    const token = String(at(answer.json, 'access_token'));
    expect(decodeJwt(token)).toMatchObject({
      aud: sandbox.urls.arm,
      oid: IDS.ci,
      appid: IDS.clientId,
      tid: IDS.tenant,
    });
    expect(sandbox.secrets.foundIn(answer.text)).toEqual([token]);
  });

  it.each([
    ['issuer', 700211, { issuer: 'https://token.actions.githubusercontent.com/' }],
    ['subject', 700213, { subject: 'repo:contoso/assistant:ref:refs/heads/release' }],
    [
      'letter case of the subject',
      7002138,
      { subject: 'repo:Contoso/assistant:ref:refs/heads/main' },
    ],
    ['audience', 700212, { audience: 'api://other' }],
  ])('refuses an assertion whose %s does not match: AADSTS%d', async (_what, code, credential) => {
    const [app] = sandbox.world.servicePrincipals;
    const [first] = app?.federatedCredentials ?? [];
    if (app && first) app.federatedCredentials = [{ ...first, ...credential }];
    const answer = await exchange(sandbox, tokenForm(await assertionOf(sandbox), scope()));
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({
      error: 'invalid_client',
      error_codes: [code],
      error_description: expect.stringContaining(`AADSTS${code}: No matching federated identity`),
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    });
  });

  it.each([
    ['an unknown tenant', 90002, 'invalid_tenant', 400, { tenant: IDS.subscription }],
    [
      'an app of another tenant',
      700016,
      'unauthorized_client',
      400,
      { client: IDS.foreignClientId },
    ],
    ['an unknown app', 700016, 'unauthorized_client', 400, { client: IDS.subscription }],
    [
      'an unknown resource',
      500011,
      'invalid_resource',
      400,
      { scope: 'https://nowhere.example/.default' },
    ],
    ['a scope that is no resource', 1002012, 'invalid_scope', 400, { scope: 'user.read' }],
  ])('refuses %s: AADSTS%d', async (_what, code, error, status, wrong: Record<string, string>) => {
    const form = tokenForm(await assertionOf(sandbox), wrong.scope ?? scope(), wrong.client);
    const answer = await exchange(sandbox, form, wrong.tenant);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error, error_codes: [code] });
  });

  it('refuses an assertion after its five minutes: AADSTS700024', async () => {
    const assertion = await assertionOf(sandbox);
    sandbox.clock.advance(301_000);
    const answer = await exchange(sandbox, tokenForm(assertion, scope()));
    expect(answer.json).toMatchObject({ error: 'invalid_client', error_codes: [700024] });
  });

  it('refuses an assertion that GitHub did not sign: AADSTS700027', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT(decodeJwt(await assertionOf(sandbox)))
      .setProtectedHeader({ alg: 'RS256' })
      .sign(privateKey);
    const answer = await exchange(sandbox, tokenForm(forged, scope()));
    expect(answer.json).toMatchObject({ error_codes: [700027] });
  });

  it('refuses what Conditional Access blocks: AADSTS53003', async () => {
    const [app] = sandbox.world.servicePrincipals;
    if (app) app.blockedByConditionalAccess = true;
    const answer = await exchange(sandbox, tokenForm(await assertionOf(sandbox), scope()));
    expect(answer.json).toMatchObject({ error: 'invalid_grant', error_codes: [53003] });
  });

  it('tells an unknown tenant from its discovery document already', async () => {
    const url = (tenant: string): string =>
      `${sandbox.urls.entra}/${tenant}/v2.0/.well-known/openid-configuration`;
    expect((await ask(sandbox, url(IDS.subscription))).json).toMatchObject({
      error: 'invalid_tenant',
      error_codes: [90002],
    });
    expect((await ask(sandbox, url(IDS.tenant))).json).toMatchObject({
      token_endpoint: `${sandbox.urls.entra}/${IDS.tenant}/oauth2/v2.0/token`,
    });
  });

  it('gives a managed identity its token without a secret of the client', async () => {
    const { IDENTITY_ENDPOINT: endpoint = '', IDENTITY_HEADER: secret = '' } = sandbox.env;
    const url = `${endpoint}?api-version=2019-08-01&resource=${encodeURIComponent(sandbox.urls.arm)}`;
    const answer = await ask(sandbox, url, { headers: { 'x-identity-header': secret } });
    expect(decodeJwt(String(at(answer.json, 'access_token')))).toMatchObject({
      oid: IDS.managedIdentity,
    });
    expect((await ask(sandbox, url)).status).toBe(401);
  });
});

describe('Microsoft Graph', () => {
  it('names people only where the world allows it', async () => {
    const form = tokenForm(await assertionOf(sandbox), 'https://graph.microsoft.com/.default');
    const token = String(at((await exchange(sandbox, form)).json, 'access_token'));
    const url = `${sandbox.urls.arm}/v1.0/directoryObjects/getByIds`;
    const body = { ids: [IDS.ada, IDS.developers, IDS.subscription] };
    expect((await ask(sandbox, url, { method: 'POST', token, body })).status).toBe(403);
    sandbox.behaviour.graphAllowed = true;
    const answer = await ask(sandbox, url, { method: 'POST', token, body });
    expect(at(answer.json, 'value')).toMatchObject([
      { id: IDS.ada, displayName: 'Ada Lovelace' },
      { id: IDS.developers, displayName: 'ai-developers' },
    ]);
    const app = await ask(sandbox, url, { method: 'POST', token, body: { ids: [IDS.ci] } });
    expect(at(app.json, 'value')).toMatchObject([
      { appId: IDS.clientId, servicePrincipalNames: [IDS.clientId] },
    ]);
    const wrong = await tokenFor(sandbox, COGNITIVE);
    expect((await ask(sandbox, url, { method: 'POST', token: wrong, body })).status).toBe(401);
  });
});
