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
      send(response, reply.status, { 'content-type': JSON_TYPE, ...headers }, endless(call, reply));
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

/** Each page points to another one. */
function endless(call: Call, reply: Reply): string {
  const next = new URL(call.path, call.origin);
  for (const [name, value] of call.query) next.searchParams.append(name, value);
  next.searchParams.set('endless', String(Number(next.searchParams.get('endless') ?? 0) + 1));
  return textOf({ ...asRecord(reply.body), nextLink: next.href });
}
