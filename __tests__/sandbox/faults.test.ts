import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { armAs, type Arm } from './support/session.ts';
import { ask, at, type WireAnswer } from './support/wire.ts';

let sandbox: Sandbox;
let arm: Arm;
beforeEach(async () => {
  sandbox = await startSandbox(legacyWorld('enforce'));
  arm = await armAs(sandbox);
});
afterEach(() => sandbox.close());

const read = (): Promise<WireAnswer> => arm.get(RESOURCE_IDS.account);
const outcome = (promise: Promise<WireAnswer>): Promise<unknown> =>
  promise.then(
    ({ status }) => status,
    (error: unknown) => (error as { code?: string }).code,
  );

describe('a fault', () => {
  it.each<[string, Fault, (answer: WireAnswer) => unknown, unknown]>([
    [
      'a status with headers',
      { kind: 'status', status: 503, headers: { 'retry-after': '2' } },
      ({ status, headers }) => [status, headers['retry-after']],
      [503, '2'],
    ],
    [
      'HTML',
      { kind: 'html' },
      ({ status, headers, json }) => [status, headers['content-type'], json],
      [200, 'text/html', undefined],
    ],
    [
      'JSON that is cut',
      { kind: 'truncated-json' },
      ({ status, json }) => [status, json],
      [200, undefined],
    ],
    ['nothing', { kind: 'empty' }, ({ status, text }) => [status, text], [200, '']],
    ['JSON without its members', { kind: 'missing-members' }, ({ json }) => json, {}],
    [
      'a wrong content type',
      { kind: 'wrong-content-type' },
      ({ headers }) => headers['content-type'],
      'text/plain',
    ],
    ['10 MiB', { kind: 'large' }, ({ text }) => text.length > 10 * 1024 * 1024, true],
  ])('answers %s', async (_what, fault, see, expected) => {
    sandbox.faults.add({ match: { service: 'arm' }, times: 1, ...fault });
    expect(see(await read())).toEqual(expected);
    expect(sandbox.log.at(-1)?.fault).toBe(fault.kind);
    expect((await read()).status).toBe(200);
  });

  it.each(['reset', 'reset-mid-body'] as const)('cuts the connection: %s', async (kind) => {
    sandbox.faults.add({ kind, match: { service: 'arm' }, times: 1 });
    expect(await outcome(read())).toBe('ECONNRESET');
    expect(await outcome(read())).toBe(200);
  });

  it('leaves a client waiting', async () => {
    sandbox.faults.add({ kind: 'hang', match: { service: 'arm' }, times: 1 });
    const waited = await Promise.race([
      outcome(read()),
      new Promise((resolve) => setTimeout(resolve, 150, 'waiting')),
    ]);
    expect(waited).toBe('waiting');
  });

  it('breaks TLS for a service', async () => {
    sandbox.faults.brokenTls.add('arm');
    expect(await outcome(read())).not.toBe(200);
    sandbox.faults.clear();
    expect(await outcome(read())).toBe(200);
  });

  it.each([
    ['refused', 'ECONNREFUSED'],
    ['broken-tls', 'EPROTO'],
    ['expired-certificate', 'CERT_HAS_EXPIRED'],
    ['untrusted-certificate', 'CERT_SIGNATURE_FAILURE'],
  ] as const)(
    'puts a service out of reach from one request on, until it is cleared: %s',
    async (kind, code) => {
      sandbox.faults.add({ kind, match: { service: 'arm', nth: 2 } });
      expect(await outcome(read())).toBe(200);
      expect(await outcome(read())).toBe('ECONNRESET');
      for (let again = 0; again < 3; again += 1) expect(await outcome(read())).toContain(code);
      // Others go on.
      expect((await ask(sandbox, `${sandbox.urls.oidc}/.well-known/jwks`)).status).toBe(200);
      sandbox.faults.clear();
      expect(await outcome(read())).toBe(200);
    },
  );

  it('answers old tokens as expired, and takes new ones', async () => {
    sandbox.expireTokens();
    expect(await outcome(read())).toBe(401);
    arm = await armAs(sandbox);
    expect(await outcome(read())).toBe(200);
  });

  it('leaves a member out at every depth', async () => {
    sandbox.faults.add({ kind: 'missing-member', member: 'name', match: { service: 'arm' } });
    const { json } = await read();
    expect(at(json, 'id')).toBe(RESOURCE_IDS.account);
    expect(JSON.stringify(json)).not.toContain('"name":');
  });

  it('makes pages of Resource Graph and of GitHub without end', async () => {
    sandbox.faults.add({ kind: 'endless-paging' });
    const query = (token?: unknown): Promise<WireAnswer> =>
      arm.send('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01', {
        query: 'resources | project id',
        options: { resultFormat: 'objectArray', ...(token ? { $skipToken: token } : {}) },
      });
    const first = await query();
    const second = await query(at(first.json, '$skipToken'));
    expect(second.status).toBe(200);
    expect(at(second.json, '$skipToken')).not.toBe(at(first.json, '$skipToken'));
    const files = await ask(sandbox, `${sandbox.urls.github}/repos/contoso/assistant/issues`);
    expect(files.headers.link).toContain('page=2>; rel="next"');
  });

  it('makes pages without end', async () => {
    sandbox.faults.add({ kind: 'endless-paging', match: { service: 'arm', path: '/connections' } });
    let next: unknown = `${RESOURCE_IDS.project}/connections`;
    const seen = new Set<unknown>();
    for (let page = 0; page < 5; page += 1) {
      next = at((await arm.get(String(next))).json, 'nextLink');
      seen.add(next);
    }
    expect(seen.size).toBe(5);
  });

  it('can lose the answer of a write that was done', async () => {
    sandbox.faults.add({ kind: 'reset', afterWork: true, match: { method: 'PATCH' }, times: 1 });
    const patch = arm.send('PATCH', RESOURCE_IDS.account, {
      properties: { disableLocalAuth: true },
    });
    expect(await outcome(patch)).toBe('ECONNRESET');
    expect(sandbox.world.accounts[0]?.properties.disableLocalAuth).toBe(true);
  });

  it('can prevent a write', async () => {
    sandbox.faults.add({ kind: 'reset', match: { method: 'PATCH' }, times: 1 });
    const patch = arm.send('PATCH', RESOURCE_IDS.account, {
      properties: { disableLocalAuth: true },
    });
    expect(await outcome(patch)).toBe('ECONNRESET');
    expect(sandbox.world.accounts[0]?.properties).not.toHaveProperty('disableLocalAuth');
  });

  it('meets the n-th request, every n-th, or those that code chooses', async () => {
    const statuses = async (count: number): Promise<number[]> => {
      const found: number[] = [];
      for (let index = 0; index < count; index += 1) found.push((await read()).status);
      return found;
    };
    const id = sandbox.faults.add({ kind: 'status', match: { path: 'ACCOUNTS/contoso', nth: 2 } });
    expect(await statuses(3)).toEqual([200, 503, 200]);
    sandbox.faults.remove(id);
    sandbox.faults.add({ kind: 'status', status: 500, match: { every: 2 } });
    expect(await statuses(4)).toEqual([200, 500, 200, 500]);
    sandbox.faults.clear();
    sandbox.faults.choose = (call) =>
      call.method === 'GET' ? { kind: 'status', status: 418 } : undefined;
    expect(await statuses(1)).toEqual([418]);
  });

  it('delays', async () => {
    sandbox.faults.add({ kind: 'delay', ms: 120, match: { service: 'arm' }, times: 1 });
    const start = performance.now();
    await read();
    expect(performance.now() - start).toBeGreaterThan(110);
  });
});

describe('the log', () => {
  it('tells who asked what, what was a write, and its body', async () => {
    const body = { properties: { disableLocalAuth: true } };
    await read();
    await arm.send('PATCH', `${RESOURCE_IDS.account}?api-version=2025-06-01`, body);
    expect(sandbox.log.slice(-2)).toMatchObject([
      {
        service: 'arm',
        method: 'GET',
        path: RESOURCE_IDS.account,
        caller: IDS.ci,
        status: 200,
        write: false,
      },
      {
        service: 'arm',
        method: 'PATCH',
        query: { 'api-version': '2025-06-01' },
        status: 200,
        write: true,
        body,
      },
    ]);
    await arm.send('POST', '/providers/Microsoft.ResourceGraph/resources', {
      query: 'resources | count',
    });
    expect(sandbox.log.at(-1)).toMatchObject({ method: 'POST', write: false });
  });
});

describe('latency', () => {
  it('is added to each answer', async () => {
    sandbox.latencyMs = 80;
    const start = performance.now();
    await read();
    expect(performance.now() - start).toBeGreaterThan(75);
  });
});

describe('a closed sandbox', () => {
  it('leaves no socket behind and nobody answers', async () => {
    const other = await startSandbox(legacyWorld());
    await ask(other, `${other.urls.oidc}/.well-known/jwks`);
    await other.close();
    expect(other.openSockets).toBe(0);
    expect(await outcome(ask(other, other.urls.arm))).toBe('ECONNREFUSED');
  });
});
