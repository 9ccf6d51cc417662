import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { onOneLine } from '../domain/clip.ts';

/** https://nodejs.org/api/diagnostics_channel.html#http */
const REQUEST_STARTED = 'http.client.request.start';
const ATTEMPTS = 3;
const ANSWER_WITHIN_MS = 30_000;
const PAUSE_MS = 1_000;

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

  /**
   * @param ask asks GitHub once. The toolkit's own way waits three minutes for an answer, and asks again
   * only after some of the answers for which that is worth it.
   */
  constructor(ask: () => Promise<string>, longestHandshakeMs = LONGEST_HANDSHAKE_MS) {
    this.#ask = () => persistently(() => within(ANSWER_WITHIN_MS, ask));
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

async function persistently(ask: () => Promise<string>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt >= ATTEMPTS || isFinal(error)) throw inWords(error);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  }
}

/** The toolkit's error is made of several lines, with a status that can be missing. */
function inWords(error: unknown): Error {
  const text = onOneLine(error instanceof Error ? error.message : String(error));
  const [, status = '', message = ''] = /Error Code : (\S+) Error Message: (.*)$/.exec(text) ?? [];
  const why =
    message === ''
      ? text.includes('do not have ID Token')
        ? 'its answer holds no token'
        : text.replace(/^Error message: /, '')
      : `${/^\d+$/.test(status) ? `HTTP ${status}, ` : ''}${message}`;
  return new Error(`ID token request: ${why}`, { cause: error });
}

/** GitHub said no, and says no again. The toolkit puts the status into its text. */
function isFinal(error: unknown): boolean {
  const status = /Error Code : (4\d\d)/.exec(error instanceof Error ? error.message : '')?.[1];
  return status !== undefined && status !== '408' && status !== '429';
}

/**
 * Ends the request itself when the time is over: it would keep the process alive. The toolkit waits for ever for the
 * rest of an answer that was cut off, and nothing else would keep the process from ending without a word.
 */
async function within(ms: number, ask: () => Promise<string>): Promise<string> {
  const requests: ClientRequest[] = [];
  const { promise: lost, reject: lose } = Promise.withResolvers<never>();
  const started = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    requests.push(request);
    request.once('response', (response) => {
      response.once('close', () => {
        if (!response.complete)
          lose(new Error('the connection was cut in the middle of the answer'));
      });
    });
  };
  subscribe(REQUEST_STARTED, started);
  const asked = Promise.race([ask(), lost]);
  // It can fail before it is waited for, which must not end the process.
  asked.catch(() => undefined);
  // The toolkit sends its request at once, in turns that nothing else can come between for long.
  await new Promise((resolve) => setImmediate(resolve));
  unsubscribe(REQUEST_STARTED, started);
  const timer = setTimeout(() => {
    const late = new Error(`no answer within ${ms / 1000} seconds`);
    for (const request of requests) request.destroy(late);
    lose(late);
  }, ms);
  try {
    return await asked;
  } finally {
    clearTimeout(timer);
  }
}

/** Settles when the next request of this process has a connection to be written to, or after a while. */
function requestSent(longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe(REQUEST_STARTED, started);
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
    subscribe(REQUEST_STARTED, started);
  });
}
