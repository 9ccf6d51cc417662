import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP proxy on loopback; closed by `await using`. */
export interface Tunnels extends AsyncDisposable {
  readonly url: string;
  /** `HOST:PORT` of each tunnel that was asked for. */
  readonly asked: readonly string[];
}

/** @param elsewhere the `HOST:PORT` to which the tunnel to another `HOST:PORT` leads instead */
export async function openTunnels(
  elsewhere: Readonly<Record<string, string>> = {},
): Promise<Tunnels> {
  const asked: string[] = [];
  const open: Duplex[] = [];
  const proxy = createServer((_, response) => response.writeHead(405).end());
  proxy.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const [host = '', port = ''] = (elsewhere[url] ?? url).split(':');
    const upstream = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [upstream, socket]) {
      end.on('error', () => {
        upstream.destroy();
        socket.destroy();
      });
      open.push(end);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      for (const end of open) end.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
