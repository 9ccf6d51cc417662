import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Never waited for longer than this: loading is then the better use of the time. */
const LONGEST_HANDSHAKE_MS = 150;

/**
 * GitHub's OIDC tokens: a new one for every token request, since each lives for five minutes. The first
 * may be asked for ahead of time, so that GitHub answers while the rest of the action is loaded.
 */
export class Assertions {
  readonly #ask: () => Promise<string>;
  readonly #longestHandshakeMs: number;
  #ahead: Promise<string> | undefined;

  constructor(ask: () => Promise<string>, longestHandshakeMs = LONGEST_HANDSHAKE_MS) {
    this.#ask = ask;
    this.#longestHandshakeMs = longestHandshakeMs;
  }

  /**
   * Asks, and settles when the request is on its way or is not going to be: loading code blocks the
   * handshake, and a request that is only sent after it gains nothing.
   */
  async askAhead(): Promise<void> {
    const sent = requestSent(this.#longestHandshakeMs);
    const ahead = this.#ask();
    this.#ahead = ahead;
    // Whoever takes it meets its failure; nobody taking it must not end the process.
    const ended = ahead.then(
      () => undefined,
      () => undefined,
    );
    await Promise.race([sent, ended]);
  }

  /** @throws whatever the asking throws */
  next(): Promise<string> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead ?? this.#ask();
  }
}

/** Settles when the next request of this process has a connection to be written to, or after a while. */
function requestSent(longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const channel = 'http.client.request.start';
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe(channel, started);
      // One turn for the request itself to be written.
      setImmediate(resolve);
    };
    const timer = setTimeout(done, longestMs);
    const connected = (socket: Socket): void => {
      if (socket instanceof TLSSocket) socket.once('secureConnect', done);
      else done();
    };
    const started = (message: unknown): void => {
      const { request } = message as { readonly request: ClientRequest };
      // Versions of Node differ in whether the request has its socket by now.
      if (request.socket) connected(request.socket);
      else request.once('socket', connected);
    };
    subscribe(channel, started);
  });
}
