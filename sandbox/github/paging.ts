import { positive } from './numbers.ts';
import type { Call, Reply } from '../server/exchange.ts';

/** One page by `per_page` and `page`, with a `Link` header as GitHub writes it. */
export function githubPage<T>(call: Call, items: readonly T[], view: (item: T) => unknown): Reply {
  const perPage = Math.min(positive(call.query.get('per_page'), 30), 100);
  const page = positive(call.query.get('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (number: number, rel: string): string => {
    const url = new URL(call.path, call.origin);
    for (const [name, value] of call.query) url.searchParams.set(name, value);
    url.searchParams.set('page', String(number));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  return {
    status: 200,
    ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
    body: items.slice((page - 1) * perPage, page * perPage).map(view),
  };
}
