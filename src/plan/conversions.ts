import type { Account } from '../domain/account.ts';
import { connectionAuth } from '../domain/connection-categories.ts';
import {
  addressOf,
  isRegional,
  pointsAt,
  reachesAnAccount,
  targetAccount,
} from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import { inferenceAccess } from '../domain/principal-access.ts';
import { grantCommand } from '../domain/remedy.ts';
import { hubConnectionsOf, ownConnectionsOf } from './key-users.ts';

export interface Conversion {
  readonly connection: Connection;
  /** Why Entra ID could not work with it; empty: nothing speaks against it. */
  readonly objections: readonly string[];
}

export interface Conversions {
  readonly wanted: readonly Conversion[];
  /** What is to be done by hand. */
  readonly notes: readonly string[];
}

/** What the changes before bring about. */
export interface Before {
  readonly getsSubdomain: boolean;
  /** Object ids, lower-cased, of those who get a role that allows inference. */
  readonly getRole: ReadonlySet<string>;
}

/** Another account in scope that a connection calls. */
export type TargetOf = (connection: Connection) => AccountFacts | undefined;

/** Connections whose finding fails, and which a change of the type of authentication can mend. */
export function planConversions(
  facts: AccountFacts,
  findings: readonly Finding[],
  before: Before,
  targetOf: TargetOf,
): Conversions {
  const { account } = facts;
  if (!account.known) return { wanted: [], notes: [] };
  const failing = new Set(
    findings.flatMap(({ rule, status, resource }) =>
      (rule === 'connections-use-entra' || rule === 'hub-connections-use-entra') &&
      status === 'fail'
        ? [resource.toLowerCase()]
        : [],
    ),
  );
  const notes: string[] = [];
  const wanted: Conversion[] = [];
  const observed = [
    ...ownConnectionsOf(facts),
    // Every account of the subscription sees the same hubs; each converts what calls it.
    ...hubConnectionsOf(facts).filter((connection) => pointsAt(connection, account.value)),
  ];
  for (const connection of observed.filter(({ id }) => failing.has(id.key))) {
    const there = targetOf(connection)?.account;
    const note = byHand(connection, [account.value, ...(there?.known ? [there.value] : [])]);
    if (note !== undefined) notes.push(note);
    else {
      const why = cannotWork(account.value, connection, before);
      const objections =
        why === undefined ? refusedProjects(facts, connection, before, targetOf) : [why];
      wanted.push({ connection, objections });
    }
  }
  return { wanted, notes };
}

/** Why a failing connection is left to people; `undefined` when a change of its authentication mends it. */
function byHand(connection: Connection, known: readonly Account[]): string | undefined {
  const { id, authType, category } = connection;
  const auth = connectionAuth(connection);
  switch (auth.uses) {
    case 'entra':
      return undefined;
    case 'nothing':
      return auth.canUseEntra
        ? toAnotherService(connection, known)
        : `${id.text} is left alone: it sends no credential.`;
    case 'unknown':
      return `${id.text} is left alone: ${auth.why}.`;
    case 'key-only':
      return `${id.text} is left alone: its category ${category} cannot use Entra ID. Make a new connection of another category and move what uses it.`;
    case 'key':
      if (auth.leftover.length === 0) return toAnotherService(connection, known);
      // Only what stands in `credentials` goes with a PUT; metadata is kept as it is.
      return authType.toLowerCase() === 'aad' &&
        auth.leftover.every((name) => name.startsWith('credentials.'))
        ? undefined
        : `${id.text} is labelled ${authType} and still carries a key in ${auth.leftover.join(', ')}: remove that by hand, metadata is not changed.`;
  }
}

/**
 * An account takes Entra ID beside keys. What another service takes cannot be seen here: Search takes keys only, until it
 * is told otherwise, and a gateway before models has keys of its own. https://learn.microsoft.com/azure/search/search-security-enable-roles
 */
function toAnotherService(connection: Connection, known: readonly Account[]): string | undefined {
  if (reachesAnAccount(connection, known)) return undefined;
  const { id, name, category, target } = connection;
  return `${id.text} is left alone: whether ${target || 'its target'} (${category}) takes Entra ID, and from whom, cannot be seen here. Let it take Entra ID, give a role there to the identity that calls it, then change the connection by hand (portal: Management center > Connected resources > ${name} > Authentication).`;
}

/** Projects that call an account by the connection, and that it would refuse without a key: one sentence each. */
function refusedProjects(
  facts: AccountFacts,
  connection: Connection,
  { getRole }: Before,
  targetOf: TargetOf,
): readonly string[] {
  const { account, projects } = facts;
  if (!account.known || !facts.id.contains(connection.owner)) return [];
  if (!projects.known) return [projects.reason.message];
  const here = pointsAt(connection, account.value);
  const target = here ? facts : targetOf(connection);
  return projects.value
    .filter(({ id }) => connection.owner.equals(id) || isSharedWith(facts, connection))
    .flatMap(({ name, identities }) =>
      identities
        .filter((objectId) => !(here && getRole.has(objectId.toLowerCase())))
        .flatMap((objectId) => refused(name, objectId, connection, target) ?? []),
    );
}

/** @param target the account that is called; `undefined` where it is not in scope */
function refused(
  project: string,
  objectId: string,
  connection: Connection,
  target: AccountFacts | undefined,
): string | undefined {
  const caller = { type: 'ServicePrincipal', objectId } as const;
  const id = target?.id ?? targetAccount(connection);
  const calls = `Project ${project} calls ${id?.name ?? (connection.target || 'an account')} as its managed identity ${objectId}`;
  if (!target) {
    return `${calls}, and that account is not in scope, so it cannot be seen whether it lets the identity infer. Name it in resources too${id ? `: ${id.text}` : ''}.`;
  }
  if (inferenceAccess(target, caller).verdict === 'granted') return undefined;
  const grant = grantCommand({ ...caller, role: 'Cognitive Services User', scope: target.id.text });
  return `${calls}, which no role that is listed allows to infer: it would be refused. Name it in principals (service-principal:${objectId}), or give it a role: ${grant}`;
}

function isSharedWith({ id }: AccountFacts, { owner, isSharedToAll }: Connection): boolean {
  return isSharedToAll && owner.equals(id);
}

/** Converting it now would cut off who uses it. */
function cannotWork(
  account: Account,
  connection: Connection,
  { getsSubdomain }: Before,
): string | undefined {
  const url = addressOf(connection.target);
  if (url && isRegional(url)) {
    return `Its target is the regional endpoint ${url.hostname}, which takes no Entra token: change the target to the account's own endpoint first.`;
  }
  if (account.customSubdomain === undefined && !getsSubdomain && pointsAt(connection, account)) {
    return `The account has no custom subdomain, without which it takes no Entra token: allow set-subdomain, or set one by hand.`;
  }
  return undefined;
}
