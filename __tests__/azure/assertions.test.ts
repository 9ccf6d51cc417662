import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, get, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeCertificates } from '../../sandbox/server/certificates.ts';
import { Assertions } from '../../src/azure/assertions.ts';

let folder = '';
let server: Server;
let release: () => void;
let asked: Promise<void>;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'gate-assertions-'));
  const { key, cert } = await makeCertificates(folder);
  let arrived: () => void;
  asked = new Promise((resolve) => (arrived = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  server = createServer({ key, cert }, (_, response) => {
    arrived();
    void released.then(() => response.end('token'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  server.closeAllConnections();
  server.close();
});

/** As the toolkit asks GitHub: one HTTPS request of Node's own client. */
function ask(): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, rejectUnauthorized: false }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    }).on('error', reject);
  });
}

describe('the assertion that is asked for ahead', () => {
  it('goes out before the rest of the action is loaded, which does not wait for the answer', async () => {
    const assertions = new Assertions(ask, 60_000);
    await assertions.askAhead();
    await asked;
    release();
    expect(await assertions.next()).toBe('token');
  });
});
