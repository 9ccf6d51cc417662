import { NAMES_A_SECRET } from './secret-names.ts';

/** What an address says without the secrets that people put in it, and where they were. */
export interface SecretFreeAddress {
  readonly text: string;
  /** Names of query members that bear a secret by their name, and `user`. */
  readonly secrets: readonly string[];
}

/** Signatures (SAS) and codes of functions, as queries name them. */
const NAMES_A_SECRET_IN_A_QUERY = /^(sig|code|token|access_token)$/i;
/** Values that say which version of an interface is called. */
const HARMLESS = /^(api-version|version|sv)$/i;
const HIDDEN = '***';

/**
 * A target of a connection is free text: `https://user:password@host`, the address of a function with its
 * `code`, or one with a signature. All values of its query go, because a name does not tell what is secret.
 * https://learn.microsoft.com/azure/azure-functions/function-keys-how-to
 */
export function withoutSecrets(address: string): SecretFreeAddress {
  const end = indexOrEnd(address, address.search(/[?#]/));
  const place = withoutUser(address.slice(0, end));
  const members = address
    .slice(end)
    .split(/(?=[?#&;])/)
    .map((member) => withoutValue(member));
  return {
    text: place.text + members.map(({ text }) => text).join(''),
    secrets: [place, ...members].flatMap(({ secrets }) => secrets),
  };
}

function withoutUser(place: string): SecretFreeAddress {
  const scheme = place.indexOf('://');
  const start = scheme < 0 ? 0 : scheme + 3;
  const end = indexOrEnd(place, place.indexOf('/', start));
  const at = place.slice(start, end).lastIndexOf('@');
  return at < 0
    ? { text: place, secrets: [] }
    : { text: place.slice(0, start) + HIDDEN + place.slice(start + at), secrets: ['user'] };
}

/** @param member with the sign before it: `?name=value`, `&name=value`, `#fragment` */
function withoutValue(member: string): SecretFreeAddress {
  const equals = member.indexOf('=');
  const name = member.slice(1, indexOrEnd(member, equals));
  if (equals < 0)
    return { text: member.length > 1 ? member.slice(0, 1) + HIDDEN : member, secrets: [] };
  const isEmpty = equals === member.length - 1;
  if (isEmpty || HARMLESS.test(name)) return { text: member, secrets: [] };
  const isSecret = NAMES_A_SECRET.test(name) || NAMES_A_SECRET_IN_A_QUERY.test(name);
  return { text: member.slice(0, equals + 1) + HIDDEN, secrets: isSecret ? [name] : [] };
}

function indexOrEnd(text: string, index: number): number {
  return index < 0 ? text.length : index;
}
