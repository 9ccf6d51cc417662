import type { Account } from '../domain/account.ts';
import { addressOf, isRegional, pointsAt, targetAccount } from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts, ConnectionList } from '../domain/facts.ts';
import type { Observation } from '../domain/observation.ts';
import { inferenceAccess } from '../domain/principal-access.ts';
import { grantCommand } from '../domain/remedy.ts';

/** What the changes before bring about. */
export interface Before {
  readonly getsSubdomain: boolean;
  /** Object ids, lower-cased, of those who get a role that allows inference. */
  readonly getRole: ReadonlySet<string>;
}

/** Another account in scope that a connection calls. */
export type TargetOf = (connection: Connection) => AccountFacts | undefined;

/** Why a conversion would cut somebody off, or be none of this connection; empty: nothing speaks against it. */
export function objectionsToConversion(
  facts: AccountFacts,
  connection: Connection,
  before: Before,
  targetOf: TargetOf,
): readonly string[] {
  if (!facts.account.known) return [];
  const why =
    cannotWork(facts.account.value, connection, before) ?? ofSomebodyElse(facts, connection);
  return why === undefined ? refusedProjects(facts, connection, before, targetOf) : [why];
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

/** A project lists what its account or hub shares too. Written at the project, that becomes a second connection. */
function ofSomebodyElse(facts: AccountFacts, connection: Connection): string | undefined {
  const { ownerKind, hub, isSharedToAll } = connection;
  const above = ownerKind === 'project' ? facts.id : hub;
  if (!isSharedToAll || above === undefined) return undefined;
  const list =
    ownerKind === 'project'
      ? listOf(facts.connections, (all) => all.find(({ owner }) => owner.equals(above)))
      : listOf(facts.hubs, (all) => all.find(({ workspace }) => workspace.id.equals(above)));
  if (list?.known) return undefined;
  return `It may be what ${above.name} shares with its projects, and it cannot be seen whether it is: ${list?.reason.message ?? `${above.text} is not among what the identity may read.`}`;
}

function listOf<T extends Pick<ConnectionList, 'connections'>>(
  lists: Observation<readonly T[]>,
  find: (all: readonly T[]) => T | undefined,
): Observation<readonly Connection[]> | undefined {
  return lists.known ? find(lists.value)?.connections : lists;
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
