import type { ServerResponse } from 'node:http';
import { asRecord, type Call, type Reply } from './exchange.ts';
import type { Fault } from './faults.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Writes a reply, or what a fault makes of it. */
export function answer(
  response: ServerResponse,
  call: Call,
  reply: Reply,
  fault: Fault | undefined,
): void {
  const headers: Record<string, string> = {
    'x-ms-request-id': call.id,
    'x-ms-correlation-request-id': call.id,
    ...reply.headers,
  };
  const text = textOf(reply.body);
  switch (fault?.kind) {
    case undefined:
    case 'delay':
    case 'status':
      send(response, reply.status, { 'content-type': typeOf(reply), ...headers }, text);
      return;
    case 'hang':
    case 'refused':
    case 'broken-tls':
    case 'expired-certificate':
    case 'untrusted-certificate':
      return;
    case 'reset':
      response.socket?.destroy();
      return;
    case 'reset-mid-body':
      response.writeHead(reply.status, {
        'content-type': JSON_TYPE,
        'content-length': String(Buffer.byteLength(text) + 1_000),
        ...headers,
      });
      response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.socket?.destroy());
      return;
    case 'truncated-json':
      send(response, reply.status, { 'content-type': JSON_TYPE, ...headers }, text.slice(0, -20));
      return;
    case 'html':
      send(
        response,
        reply.status,
        { ...headers, 'content-type': 'text/html' },
        '<!DOCTYPE html><html><body><h1>Web proxy</h1><p>Please sign in.</p></body></html>',
      );
      return;
    case 'empty':
      send(response, reply.status, { 'content-type': JSON_TYPE, ...headers }, '');
      return;
    case 'missing-members':
      send(response, reply.status, { 'content-type': JSON_TYPE, ...headers }, '{}');
      return;
    case 'wrong-content-type':
      send(response, reply.status, { ...headers, 'content-type': 'text/plain' }, text);
      return;
    case 'endless-paging':
      send(
        response,
        reply.status,
        { 'content-type': JSON_TYPE, ...headers, ...endlessLink(call) },
        endless(call, reply),
      );
      return;
    case 'missing-member':
      send(
        response,
        reply.status,
        { 'content-type': typeOf(reply), ...headers },
        textOf(without(reply.body, fault.member ?? 'value')),
      );
      return;
    case 'large': {
      const body = { ...asRecord(reply.body), padding: 'x'.repeat(10 * 1024 * 1024) };
      send(response, reply.status, { 'content-type': JSON_TYPE, ...headers }, textOf(body));
    }
  }
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  const bodiless = status === 204 || status === 304;
  response.writeHead(status, {
    ...headers,
    ...(bodiless ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
  });
  response.end(bodiless ? undefined : text);
}

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function typeOf(reply: Reply): string {
  return typeof reply.body === 'string' ? 'text/plain; charset=utf-8' : JSON_TYPE;
}

const ENDLESS_TOKEN = 'endless-';

/** Each page points to another one: by `nextLink`, by `$skipToken` where Resource Graph answers, by `Link` at GitHub. */
function endless(call: Call, reply: Reply): string {
  const body = asRecord(reply.body);
  if (!body) return textOf(reply.body);
  if (Array.isArray(body.data)) {
    return textOf({ ...body, $skipToken: `${ENDLESS_TOKEN}${call.id}`, resultTruncated: 'false' });
  }
  return textOf({ ...body, nextLink: nextOf(call, 'endless').href });
}

function endlessLink(call: Call): Record<string, string> {
  return call.service === 'github' ? { link: `<${nextOf(call, 'page').href}>; rel="next"` } : {};
}

function nextOf(call: Call, counter: string): URL {
  const next = new URL(call.path, call.origin);
  for (const [name, value] of call.query) next.searchParams.append(name, value);
  next.searchParams.set(counter, String(Number(next.searchParams.get(counter) ?? 1) + 1));
  return next;
}

/** The service behind does not know the tokens that `endless` gives out. */
export function withoutEndlessToken(rawBody: string): string {
  return rawBody.replace(new RegExp(`,?"\\$skipToken":"${ENDLESS_TOKEN}[^"]*"`), '');
}

function without(value: unknown, member: string): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, member));
  const record = asRecord(value);
  if (!record) return value;
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => name !== member)
      .map(([name, inner]) => [name, without(inner, member)]),
  );
}
