import {
  ArmId,
  ACCOUNT_TYPE,
  MANAGEMENT_GROUP_TYPE,
  PROJECT_TYPE,
  WORKSPACE_TYPE,
} from '../domain/arm-id.ts';
import type { PrincipalLine, Target } from '../domain/settings.ts';

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcognitiveservices */
const ACCOUNT_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,63}$/;

/** Items of a multi-line input: one per line or comma; blank lines and `#` comments do not count. */
export function items(text: string): readonly string[] {
  return linesOf(text).flatMap((line) => trimmed(line.split(',')));
}

/** Globs, likewise; a comma in braces (`src/*.{ts,py}`) is part of one. */
export function globs(text: string): readonly string[] {
  return linesOf(text).flatMap((line) => {
    const parts: string[] = [];
    let open = '';
    for (const part of line.split(',')) {
      open = open === '' ? part : `${open},${part}`;
      if (depthOf(open) > 0) continue;
      parts.push(open);
      open = '';
    }
    return trimmed([...parts, open]);
  });
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, ''));
}

function trimmed(parts: readonly string[]): readonly string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function depthOf(glob: string): number {
  return glob.split('{').length - glob.split('}').length;
}

/** A glob, or what would be right. */
export function readGlob(text: string): { readonly glob: string } | { readonly error: string } {
  return depthOf(text) === 0
    ? { glob: text }
    : { error: 'a glob closes each brace that it opens, on one line, e.g. src/**/*.{ts,py}' };
}

/** What is said of a principal that two lines disagree about. */
export function contradictions(
  lines: readonly PrincipalLine[],
): readonly { readonly line: number; readonly error: string }[] {
  return lines.flatMap(({ objectId, type, role }, line) => {
    const first = lines.find((other) => other.objectId === objectId);
    return first === undefined || (first.type === type && first.role === role)
      ? []
      : [{ line, error: 'it is named twice, with another type or role' }];
  });
}

/** What a line of `resources` names, or what would be right. */
export function readTarget(text: string): Target | { readonly error: string } {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
      return { error: 'an endpoint starts with https:// and holds no user name' };
    }
    return { text, kind: 'endpoint', url };
  }
  if (!text.startsWith('/')) {
    return ACCOUNT_NAME.test(text)
      ? { text, kind: 'name', name: text }
      : {
          error:
            'expected a resource id that starts with /subscriptions/, an account name or an https:// endpoint',
        };
  }
  const id = ArmId.parse(text);
  if (!id) return { error: 'a resource id has no empty parts, spaces, "?" or "#"' };
  const kind = targetKind(id);
  if (kind === undefined) {
    return {
      error:
        'expected the id of a Cognitive Services account, a Foundry project, a hub or hub project, a resource group, a subscription or a management group',
    };
  }
  if (id.subscriptionId !== undefined && !GUID.test(id.subscriptionId)) {
    return { error: 'the part after /subscriptions/ is the GUID of a subscription' };
  }
  return { text, kind, id };
}

function targetKind(id: ArmId): Exclude<Target['kind'], 'name' | 'endpoint'> | undefined {
  switch (id.type) {
    case ACCOUNT_TYPE:
      return hasGroup(id) ? 'account' : undefined;
    case PROJECT_TYPE:
      return hasGroup(id) ? 'project' : undefined;
    case WORKSPACE_TYPE:
      return hasGroup(id) ? 'workspace' : undefined;
    case MANAGEMENT_GROUP_TYPE:
      return 'management-group';
    case '':
      if (/^\/subscriptions\/[^/]+$/i.test(id.text)) return 'subscription';
      if (/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+$/i.test(id.text)) return 'resource-group';
      return undefined;
    default:
      return undefined;
  }
}

function hasGroup(id: ArmId): boolean {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\//i.test(id.text);
}

const TYPES: Readonly<Record<string, PrincipalLine['type']>> = {
  user: 'User',
  group: 'Group',
  'service-principal': 'ServicePrincipal',
};

/** `group:OBJECT-ID`, `user:OBJECT-ID` or `service-principal:OBJECT-ID`, each optionally with ` = ROLE`. */
export function readPrincipal(text: string): PrincipalLine | { readonly error: string } {
  const equals = text.indexOf('=');
  const name = (equals < 0 ? text : text.slice(0, equals)).trim();
  const role = equals < 0 ? undefined : text.slice(equals + 1).trim();
  const [kind = '', objectId = '', ...rest] = name.split(':').map((part) => part.trim());
  const type = Object.hasOwn(TYPES, kind.toLowerCase()) ? TYPES[kind.toLowerCase()] : undefined;
  if (!type || rest.length > 0) {
    return {
      error:
        'expected group:OBJECT-ID, user:OBJECT-ID or service-principal:OBJECT-ID, optionally followed by " = ROLE"',
    };
  }
  if (!GUID.test(objectId)) {
    return {
      error: `the object id is a GUID (${kind === 'service-principal' ? 'of the service principal: az ad sp show --id CLIENT-ID --query id' : `az ad ${kind.toLowerCase()} show --query id`})`,
    };
  }
  if (role === '') return { error: 'after "=" comes the name or GUID of a role' };
  return { type, objectId: objectId.toLowerCase(), role };
}
