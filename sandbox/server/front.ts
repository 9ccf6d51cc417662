import { randomUUID } from 'node:crypto';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../world.ts';
import { answer, withoutEndlessToken } from './answer.ts';
import type { Certificates } from './certificates.ts';
import type { SandboxClock } from './clock.ts';
import { Door, HOST } from './door.ts';
import { Refusal, type Call, type Reply, type Service, type ServiceName } from './exchange.ts';
import { isOutage, type Fault, type Faults } from './faults.ts';
import { isWrite, type LogEntry } from './log.ts';

const LARGEST_BODY = 16 * 1024 * 1024;

export interface FrontOptions {
  readonly certificates: Certificates;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly log: LogEntry[];
  /** Added to each answer, except to control calls. */
  readonly latencyMs: () => number;
  /** Sees each request with its answer, before a fault spoils it. */
  readonly onExchange?: (call: Call, reply: Reply) => void;
}

/**
 * One TLS server behind many loopback ports: the port tells which service, or which account's endpoint,
 * was called, as a host name does in Azure.
 */
export class Front {
  readonly #options: FrontOptions;
  readonly #doors = new Map<number, Door>();
  readonly #https: HttpsServer;
  readonly #services = new Map<ServiceName, Service>();

  constructor(options: FrontOptions) {
    this.#options = options;
    const { key, cert } = options.certificates;
    this.#https = createHttpsServer(
      { key, cert, keepAliveTimeout: 30_000 },
      (request, response) => {
        void this.#serve(request, response);
      },
    );
    options.faults.onClear(() => {
      for (const door of this.#doors.values()) door.end();
    });
  }

  mount(name: ServiceName, service: Service): void {
    this.#services.set(name, service);
  }

  /** Opens a port on loopback. @returns its base address. */
  async open(service: ServiceName, account?: Account, port = 0): Promise<string> {
    const { certificates, faults } = this.#options;
    const door = new Door({
      service,
      account,
      https: this.#https,
      certificates,
      brokenTls: () => faults.brokenTls.has(service),
    });
    const opened = await door.open(port);
    this.#doors.set(opened, door);
    return `https://${HOST}:${opened}`;
  }

  /** An address at which nothing listens. */
  async openNothing(): Promise<string> {
    const address = await this.open('inference');
    const port = Number(new URL(address).port);
    await this.#doors.get(port)?.close();
    this.#doors.delete(port);
    return address;
  }

  async close(): Promise<void> {
    this.#https.closeAllConnections();
    await Promise.all([...this.#doors.values()].map((door) => door.close()));
  }

  get openSockets(): number {
    return [...this.#doors.values()].reduce((sum, { openSockets }) => sum + openSockets, 0);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const door = this.#doors.get(request.socket.localPort ?? 0);
    if (!door) {
      request.socket.destroy();
      return;
    }
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    const rawBody = await readBody(request).catch(() => undefined);
    if (rawBody === undefined) return;
    const call = callOf(request, door, rawBody);
    const entry = this.#record(call, door);
    const { faults, latencyMs } = this.#options;
    const url = `${entry.path}?${decode(call.query.toString())}`;
    const fault = door.service === 'control' ? undefined : faults.for(call, url);
    if (fault) entry.fault = fault.kind;
    if (fault?.kind === 'endless-paging') call.rawBody = withoutEndlessToken(call.rawBody);
    const reply = await this.#work(call, fault);
    this.#options.onExchange?.(call, reply);
    entry.caller = call.caller;
    const wait =
      (door.service === 'control' ? 0 : latencyMs()) +
      (fault?.kind === 'delay' ? (fault.ms ?? 0) : 0);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (fault && isOutage(fault.kind)) {
      await door.begin(fault.kind);
      return;
    }
    if (!cutOff(fault)) {
      entry.status = reply.status;
      entry.revealedSecret = reply.revealsSecret === true;
    }
    if (!response.destroyed) answer(response, call, reply, fault);
  }

  async #work(call: Call, fault: Fault | undefined): Promise<Reply> {
    const skips =
      fault && (['status', 'reset', 'hang'].includes(fault.kind) || isOutage(fault.kind));
    if (skips && fault.afterWork !== true) return faultReply(fault);
    const reply = await this.#ask(call);
    return fault?.kind === 'status' ? faultReply(fault) : reply;
  }

  async #ask(call: Call): Promise<Reply> {
    const service = this.#services.get(call.service);
    if (!service) return { status: 404, body: '' };
    try {
      return await service(call);
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`sandbox: ${call.method} ${call.path}: ${message}\n`);
      return { status: 500, body: { error: { code: 'SandboxDefect', message } } };
    }
  }

  #record(call: Call, door: Door): LogEntry {
    const path = decode(call.path);
    const write = isWrite(call.service, call.method, path);
    const entry: LogEntry = {
      number: this.#options.log.length + 1,
      at: this.#options.clock.now(),
      service: call.service,
      method: call.method,
      path,
      query: Object.fromEntries(call.query),
      caller: undefined,
      status: 0,
      write,
      revealedSecret: false,
      body: write ? parsed(call.rawBody) : undefined,
      account: door.account?.name,
      fault: undefined,
    };
    if (call.service !== 'control') this.#options.log.push(entry);
    return entry;
  }
}

function cutOff(fault: Fault | undefined): boolean {
  return fault?.kind === 'reset' || fault?.kind === 'hang';
}

function faultReply(fault: Fault): Reply {
  const status = fault.status ?? 503;
  return {
    status,
    headers: fault.headers ?? {},
    body: fault.body ?? {
      error: { code: `Injected${status}`, message: 'A fault of the sandbox.' },
    },
  };
}

function callOf(request: IncomingMessage, door: Door, rawBody: string): Call {
  const origin = `https://${request.headers.host ?? HOST}`;
  // SDKs that put a scope behind a slash, or leave a part of a path empty, send two slashes in a row;
  // Azure takes them as one.
  const target = (request.url ?? '/').replace(/^[^?]*/, (path) => path.replace(/\/{2,}/g, '/'));
  const url = new URL(target, 'https://host.invalid');
  return {
    id: randomUUID(),
    service: door.service,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    origin,
    rawBody,
    ...(door.account ? { account: door.account } : {}),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? undefined : text;
  }
}
