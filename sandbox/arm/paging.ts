import type { Call, Reply } from '../server/exchange.ts';
import { badRequest } from './errors.ts';

/**
 * One page of a list. `nextLink` is absolute and holds an opaque token; all other parameters are kept.
 * @throws Refusal 400 for a token that was not made here
 */
export function page(
  call: Call,
  items: readonly unknown[],
  pageSize: number,
  parameter = '$skipToken',
): Reply {
  const token = [...call.query].find(
    ([name]) => name.toLowerCase() === parameter.toLowerCase(),
  )?.[1];
  const start = token === undefined ? 0 : offsetOf(token);
  const end = start + pageSize;
  const more = end < items.length;
  return {
    status: 200,
    body: {
      value: items.slice(start, end),
      ...(more ? { nextLink: nextLink(call, end, parameter) } : {}),
    },
  };
}

export function tokenOf(offset: number): string {
  return Buffer.from(`sandbox:${offset}`).toString('base64url');
}

export function offsetOf(token: string): number {
  const offset = /^sandbox:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset === undefined) throw badRequest('The skip token is not valid.', 'InvalidSkipToken');
  return Number(offset);
}

function nextLink(call: Call, offset: number, parameter: string): string {
  const url = new URL(call.path, call.origin);
  for (const [name, value] of call.query) {
    if (name.toLowerCase() !== parameter.toLowerCase()) url.searchParams.append(name, value);
  }
  url.searchParams.set(parameter, tokenOf(offset));
  return url.href;
}
