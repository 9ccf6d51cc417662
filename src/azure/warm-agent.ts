import { Agent, type AgentOptions } from 'node:https';
import { isIP } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import type { Duplex } from 'node:stream';

const ENDS = ['error', 'end', 'close'];

interface Waiting {
  readonly socket: TLSSocket;
  readonly forget: () => void;
}

/**
 * Keeps connections alive, and hands out those that were opened ahead of the first requests to a host:
 * the handshakes then happen while the run waits for its token, not after it.
 * https://nodejs.org/api/http.html#agentcreateconnectionoptions-callback
 */
export class WarmAgent extends Agent {
  readonly #ready = new Map<string, Waiting[]>();

  constructor(options: AgentOptions = {}) {
    super({ ...options, keepAlive: true });
  }

  /** Starts to open connections. One that fails is forgotten: the request that wants it opens its own. */
  openAhead(url: URL, count: number): void {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = url.port === '' ? 443 : Number(url.port);
    const pool = this.#pool(host, port);
    for (let opened = 0; opened < count; opened += 1) {
      const socket = connect({
        ALPNProtocols: ['http/1.1'],
        ...this.options,
        host,
        port,
        ...(isIP(host) === 0 && { servername: host }),
      });
      // A connection that nothing takes does not keep the process running.
      socket.unref();
      const forget = (): void => {
        pool.splice(0, pool.length, ...pool.filter((waiting) => waiting.socket !== socket));
        socket.destroy();
      };
      for (const event of ENDS) socket.on(event, forget);
      pool.push({ socket, forget });
    }
  }

  override createConnection(
    options: ConnectionOptions,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): Duplex | null | undefined {
    const waiting = this.#pool(options.host ?? '', options.port ?? 443).shift();
    if (!waiting) return super.createConnection(options, callback);
    const { socket, forget } = waiting;
    for (const event of ENDS) socket.off(event, forget);
    return socket.ref();
  }

  #pool(host: string, port: number): Waiting[] {
    const key = `${host}:${port}`;
    const pool = this.#ready.get(key) ?? [];
    this.#ready.set(key, pool);
    return pool;
  }
}
