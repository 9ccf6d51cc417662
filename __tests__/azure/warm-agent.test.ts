import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeCertificates } from '../../sandbox/server/certificates.ts';
import { WarmAgent } from '../../src/azure/warm-agent.ts';

let folder = '';
let server: Server;
let connections = 0;
let agent: WarmAgent;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gate-warm-'));
  const { key, cert, ca } = await makeCertificates(folder);
  connections = 0;
  server = createServer({ key, cert }, (_, response) => response.end('ok'));
  server.on('secureConnection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  agent = new WarmAgent({ ca });
});
afterEach(async () => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const base = (): URL => new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
function ask(): Promise<string> {
  return new Promise((resolve, reject) => {
    request(base(), { agent }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    })
      .on('error', reject)
      .end();
  });
}
async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('connections that are opened ahead', () => {
  it('serve the first requests, and no other is opened for those', async () => {
    agent.openAhead(base(), 2);
    await until(() => connections === 2);
    expect(await Promise.all([ask(), ask()])).toEqual(['ok', 'ok']);
    expect(connections).toBe(2);
  });

  it('are forgotten when the host closes them before they are used', async () => {
    agent.openAhead(base(), 1);
    await until(() => connections === 1);
    server.closeAllConnections();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask()).toBe('ok');
    expect(connections).toBe(2);
  });

  it('do no harm where nothing listens', async () => {
    agent.openAhead(new URL('https://127.0.0.1:1/'), 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask()).toBe('ok');
  });
});
