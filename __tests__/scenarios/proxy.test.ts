import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { gateway, runGate } from './gate.ts';

let proxy: Server;
let tunnels: string[];
beforeEach(async () => {
  tunnels = [];
  proxy = createServer((_, response) => response.writeHead(405).end());
  proxy.on('connect', ({ url = '' }, socket) => {
    tunnels.push(url);
    const [host = '', port = ''] = url.split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  proxy.closeAllConnections();
  proxy.close();
});

describe('behind a proxy', () => {
  it('asks Entra ID, Azure and the endpoint through it', async () => {
    await using sandbox = await gateway(compliantWorld());
    const { port } = proxy.address() as AddressInfo;
    const run = await runGate(
      sandbox,
      { principals: `group:${IDS.developers}` },
      { env: { HTTPS_PROXY: `http://127.0.0.1:${port}` } },
    );
    expect(run.code).toBe(0);
    // The toolkit asks GitHub itself, and takes no proxy for a loopback address.
    const services = new Set(sandbox.log.map(({ service }) => service));
    services.delete('oidc');
    expect([...services].sort()).toEqual(['arm', 'entra', 'inference']);
    expect(new Set(tunnels).size).toBe(services.size);
  });
});
