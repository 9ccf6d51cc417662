import { badRequest } from '../arm/errors.ts';
import type { ArmCall } from '../arm/route.ts';
import type { Refusal } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';

export interface Filter {
  readonly atScope: boolean;
  /** Lower case. */
  readonly principalId?: string;
  /** The principal and all groups that it is in, lower case. */
  readonly assignedTo?: ReadonlySet<string>;
  readonly values: Readonly<Record<string, string>>;
}

type Term =
  'atScope' | 'principalId' | 'assignedTo' | 'denyAssignmentName' | 'gdprExportPrincipalId';

/**
 * The few forms of `$filter` that the authorization API takes, joined by `and`.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest
 * @throws Refusal 400
 */
export function parseFilter(runtime: Runtime, call: ArmCall, allowed: readonly Term[]): Filter {
  const text = call.query.get('$filter')?.trim() ?? '';
  if (text === '') return { atScope: false, values: {} };
  let filter: Filter = { atScope: false, values: {} };
  const terms = text.split(/\s+and\s+/i);
  for (const term of terms) {
    const part = parseTerm(term.trim(), allowed);
    // `principalId eq` stands alone: it could name a group, which the others do not take.
    if (!part || (part.name === 'principalId' && terms.length > 1)) {
      throw unsupported(text, allowed);
    }
    const value = part.value.toLowerCase();
    if (part.name === 'atScope') filter = { ...filter, atScope: true };
    else if (part.name === 'principalId') filter = { ...filter, principalId: value };
    else if (part.name === 'assignedTo') {
      if (runtime.directory.isGroup(value)) {
        throw badRequest(
          `The principal '${part.value}' of assignedTo() must be a user or a service principal.`,
          'UnsupportedPrincipalType',
        );
      }
      filter = { ...filter, assignedTo: runtime.directory.groupsOf(value) };
    } else filter = { ...filter, values: { ...filter.values, [part.name]: value } };
  }
  return filter;
}

function unsupported(text: string, allowed: readonly Term[]): Refusal {
  return badRequest(
    `The filter '${text}' is not supported. Supported filters are ${allowed.join(', ')}.`,
    'UnsupportedQuery',
  );
}

function parseTerm(
  term: string,
  allowed: readonly Term[],
): { readonly name: Term; readonly value: string } | undefined {
  const call = /^(\w+)\(\s*(?:'([^']*)')?\s*\)$/.exec(term);
  const equal = /^(\w+)\s+eq\s+'([^']*)'$/.exec(term);
  const [, word = '', value = ''] = call ?? equal ?? [];
  const name = allowed.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (name === undefined) return undefined;
  const isCall = name === 'atScope' || name === 'assignedTo';
  if (isCall !== (call !== null)) return undefined;
  return (name === 'atScope') === (value === '') ? { name, value } : undefined;
}
