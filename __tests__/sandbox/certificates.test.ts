import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeCertificates } from '../../sandbox/server/certificates.ts';

describe('certificates of the sandbox', () => {
  it.each(['127.0.0.1', 'localhost'])(
    'are trusted for %s by a client that knows the authority, and by no other',
    async (host) => {
      const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
      const { ca, key, cert } = await makeCertificates(folder);
      const server = createServer({ key, cert }, (_request, response) => response.end('hello'));
      await new Promise<void>((resolve) => server.listen(0, host, resolve));
      const url = `https://${host}:${(server.address() as AddressInfo).port}/`;
      const ask = (options: { ca?: string }): Promise<string> =>
        new Promise((resolve) => {
          get(url, options, (response) => {
            resolve(String(response.statusCode));
          }).on('error', (error: NodeJS.ErrnoException) => {
            resolve(error.code ?? error.message);
          });
        });
      await expect(ask({ ca })).resolves.toBe('200');
      await expect(ask({})).resolves.not.toBe('200');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  );
});
