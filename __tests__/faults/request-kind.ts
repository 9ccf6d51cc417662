import type { Call } from '../../sandbox/index.ts';

/** Segments after which a name stands, wherever they are. */
const BEFORE_NAMES = new Set(['subscriptions', 'resourcegroups', 'deployments', 'contents']);
/** A resource provider's types that come in fixed pairs: what follows is no name. */
const FIXED = new Set(['management', 'values', 'getbyids']);

/**
 * What a request asks for, whoever it is about: service, method, path without names, form of the filter,
 * API version, and the credential where both kinds are sent. Two requests of one kind are answered alike.
 */
export function kindOf(call: Call): string {
  const { service, method, query, headers } = call;
  const path = decodeURIComponent(call.path);
  const template =
    service === 'arm'
      ? armTemplate(path)
      : service === 'github'
        ? githubTemplate(path)
        : service === 'entra'
          ? path.replace(/^\/[0-9a-f-]{36}\//i, '/{}/')
          : path.replace(/(\/deployments\/)[^/]+/, '$1{}');
  const filter = /^(assignedTo|atScope)|(resourceUri|resourceProvider) eq/.exec(
    (query.get('$filter') ?? '').split(' and ').at(-1) ?? '',
  )?.[0];
  const version = query.get('api-version');
  const credential =
    service === 'inference' ? (headers.authorization ? 'token' : 'key') : undefined;
  return [service, method, template, filter, version, credential]
    .filter((part) => part !== undefined && part !== null)
    .join(' ');
}

function armTemplate(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const kept: string[] = [];
  let name = false;
  let namespace = false;
  for (const part of parts) {
    const lower = part.toLowerCase();
    if (namespace) {
      kept.push(part);
      namespace = false;
      name = false;
    } else if (lower === 'providers') {
      kept.push('providers');
      namespace = true;
    } else if (name && !FIXED.has(lower)) {
      kept.push('{}');
      name = false;
    } else {
      kept.push(lower);
      name = kept.includes('providers') || BEFORE_NAMES.has(lower);
    }
  }
  return `/${kept.join('/')}`;
}

function githubTemplate(path: string): string {
  return path
    .replace(/^\/repos\/[^/]+\/[^/]+/, '/repos/{}/{}')
    .replace(/\/\d+(?=\/|$)/g, '/{}')
    .replace(/(\/contents\/).+$/, '$1{}');
}
