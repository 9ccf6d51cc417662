import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createPipelineRequest, type HttpMethods } from '@azure/core-rest-pipeline';
import { AzureError } from '../../src/azure/errors.ts';
import type { Clock } from '../../src/azure/clock.ts';
import { Transport } from '../../src/azure/transport.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, nth: number) => void;
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A host that answers as told, and a clock on which waiting takes no time. */
async function host(handler: Handler, concurrency = 16) {
  let nth = 0;
  const server = createServer((request, response) => {
    nth += 1;
    handler(request, response, nth);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let now = 1_000_000;
  const slept: number[] = [];
  const clock: Clock = {
    now: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(Math.round(ms));
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  const lines: string[] = [];
  const transport = new Transport({
    concurrency,
    clock,
    log: (line) => lines.push(line),
    mayCall: (url) => url.hostname === '127.0.0.1',
  });
  const send = (path: string, method: HttpMethods = 'GET', url = `${base}${path}`) =>
    transport.sendRequest(createPipelineRequest({ url, method, allowInsecureConnection: true }));
  return { transport, send, slept, lines, asked: () => nth };
}

function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, headers).end('{}');
}

describe('the transport', () => {
  it('waits as long as Retry-After says, and counts it', async () => {
    const { send, slept, transport } = await host((_, response, nth) => {
      answer(response, nth === 1 ? 429 : 200, { 'retry-after': '7' });
    });
    expect((await send('/subscriptions/a/x')).status).toBe(200);
    expect(slept[0]).toBeGreaterThanOrEqual(7_000);
    expect(transport.stats).toEqual({ requests: 2, retries: 1, throttled: 1 });
  });

  it('leaves a throttled subscription alone and goes on with others', async () => {
    let refused = 0;
    const { send, slept } = await host((request, response) => {
      const first = request.url?.startsWith('/subscriptions/A') === true && refused++ === 0;
      answer(response, first ? 429 : 200, { 'retry-after': '20' });
    });
    await Promise.all([
      send('/subscriptions/A/x'),
      send('/subscriptions/b/x'),
      send('/subscriptions/b/y'),
    ]);
    expect(slept).toHaveLength(1);
    expect(slept[0]).toBeGreaterThanOrEqual(20_000);
  });

  it.each([408, 500, 502, 503, 504])(
    'asks again after HTTP %d and gives the answer in the end',
    async (status) => {
      const { send, asked } = await host((_, response, nth) => {
        answer(response, nth < 3 ? status : 200);
      });
      expect((await send('/x')).status).toBe(200);
      expect(asked()).toBe(3);
    },
  );

  it('gives up with the last answer, within a bound', async () => {
    const { send, asked, slept } = await host((_, response) => {
      answer(response, 503);
    });
    expect((await send('/x')).status).toBe(503);
    expect(asked()).toBe(5);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(60_000);
  });

  it('does not wait an hour because a header says so', async () => {
    const { send, slept } = await host((_, response) => {
      answer(response, 429, { 'retry-after': '3600' });
    });
    expect((await send('/x')).status).toBe(429);
    expect(slept).toEqual([]);
  });

  it.each(['reset', 'mid-body'])(
    'asks again after a connection that ended early (%s)',
    async (how) => {
      const { send } = await host((request, response, nth) => {
        if (nth > 1) {
          answer(response, 200);
        } else if (how === 'reset') {
          request.socket.destroy();
        } else {
          response.writeHead(200, { 'content-length': '100' }).write('{');
          setTimeout(() => request.socket.destroy(), 20);
        }
      });
      expect((await send('/x')).status).toBe(200);
    },
  );

  it('does not repeat a POST that may have changed something', async () => {
    const { send, asked } = await host((_, response) => {
      answer(response, 500);
    });
    expect((await send('/accounts/a/regenerateKey', 'POST')).status).toBe(500);
    expect(asked()).toBe(1);
  });

  it('says in words that a host could not be reached', async () => {
    const { send } = await host(() => undefined);
    const failure = await send('', 'GET', 'http://127.0.0.1:1/x').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AzureError);
    expect((failure as AzureError).reason).toMatchObject({
      kind: 'network',
      message: 'The connection to 127.0.0.1:1 failed (ECONNREFUSED).',
    });
  });

  it('sends nothing to a host that is not on the list', async () => {
    const { send, transport } = await host(() => undefined);
    const failure = await send('', 'GET', 'https://evil.example/x').catch(
      (error: unknown) => error,
    );
    expect((failure as AzureError).reason.kind).toBe('unavailable');
    expect(transport.stats.requests).toBe(0);
  });

  it('has no more requests in flight than allowed', async () => {
    let flying = 0;
    let most = 0;
    const { send } = await host((_, response) => {
      flying += 1;
      most = Math.max(most, flying);
      setTimeout(() => {
        flying -= 1;
        answer(response, 200);
      }, 5);
    }, 3);
    await Promise.all(Array.from({ length: 20 }, () => send('/x')));
    expect(most).toBe(3);
  });
});
