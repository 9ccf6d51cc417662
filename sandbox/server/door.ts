import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Account } from '../world.ts';
import type { Certificates } from './certificates.ts';
import type { ServiceName } from './exchange.ts';
import type { OutageKind } from './faults.ts';

export const HOST = '127.0.0.1';

export interface DoorOptions {
  readonly service: ServiceName;
  /** Whose endpoint it is; for the service `inference`. */
  readonly account: Account | undefined;
  /** Takes the connections that come about. */
  readonly https: HttpsServer;
  readonly certificates: Certificates;
  /** Whether handshakes of the service fail, asked for each connection. */
  readonly brokenTls: () => boolean;
}

/** One port on loopback, and the outage that is under way behind it. */
export class Door {
  readonly service: ServiceName;
  readonly account: Account | undefined;
  readonly #options: DoorOptions;
  readonly #sockets = new Set<Socket>();
  readonly #listener: Server;
  #port = 0;
  #outage: OutageKind | undefined;
  /** Shows the wrong certificate while an outage is about that. */
  #impostor: HttpsServer | undefined;

  constructor(options: DoorOptions) {
    this.#options = options;
    this.service = options.service;
    this.account = options.account;
    this.#listener = createServer((socket) => {
      this.#accept(socket);
    });
  }

  /** @param port 0 for a free one. @returns the port that was opened */
  async open(port: number): Promise<number> {
    await this.#listen(port);
    this.#port = (this.#listener.address() as AddressInfo).port;
    return this.#port;
  }

  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Cuts what is connected and lets nobody connect, until `end`. */
  async begin(outage: OutageKind): Promise<void> {
    if (this.#outage !== undefined) return;
    this.#outage = outage;
    const { certificates } = this.#options;
    if (outage === 'expired-certificate' || outage === 'untrusted-certificate') {
      const shown =
        await certificates[outage === 'expired-certificate' ? 'expired' : 'untrusted']();
      this.#impostor = createHttpsServer(shown);
    }
    if (outage === 'refused') this.#listener.close();
    this.#cut();
  }

  end(): void {
    const outage = this.#outage;
    this.#outage = undefined;
    this.#impostor?.closeAllConnections();
    this.#impostor = undefined;
    if (outage === 'refused') void this.#listen(this.#port);
  }

  async close(): Promise<void> {
    this.#outage = undefined;
    this.#cut();
    if (this.#listener.listening) {
      await new Promise((resolve) => this.#listener.close(resolve));
    }
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    if (this.#outage === 'broken-tls' || this.#options.brokenTls()) {
      socket.on('error', () => undefined);
      socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    (this.#impostor ?? this.#options.https).emit('connection', socket);
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#listener.once('error', reject);
      this.#listener.listen(port, HOST, 128, () => {
        this.#listener.off('error', reject);
        resolve();
      });
    });
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
