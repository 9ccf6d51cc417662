import type { Account } from '../domain/account.ts';
import type { ArmId } from '../domain/arm-id.ts';
import { known, unknown, type Observation, type Unknown } from '../domain/observation.ts';
import { grantCommand } from '../domain/remedy.ts';

export interface Found {
  readonly id: ArmId;
  /** Read already, by the list that found it. */
  readonly account?: Observation<Account>;
}

export interface Unresolved {
  /** The line of `resources`, or the part of it that could not be read. */
  readonly text: string;
  readonly reason: Unknown;
}

/** What one line of `resources` means. */
export type Answer = Observation<{
  readonly found: readonly Found[];
  readonly note?: string;
  /** Parts that could not be read, while the rest was. */
  readonly unread?: readonly Unresolved[];
}>;

/** The accounts of a subscription or resource group; each list is asked for once. */
export type AccountsIn = (scope: ArmId) => Promise<Observation<readonly Account[]>>;

export function foundOf(account: Account): Found {
  return { id: account.id, account: known(account) };
}

export function notFound(message: string): Answer {
  return unknown({
    kind: 'not-found',
    message,
    remedy:
      'Check the spelling, subscription-id, and that the identity has Reader there: az cognitiveservices account list --query "[].{name:name,id:id}"',
  });
}

/** @param scopes all that were looked through  @param scope where the identity is to be given a role */
export function nothingSeen(scopes: string, scope = scopes): Unknown {
  return {
    kind: 'not-found',
    message: `No account was found in ${scopes}: there is none, or the identity may not read it.`,
    remedy: 'Give the identity the role Reader there.',
    commands: [grantCommand({ type: 'ServicePrincipal', role: 'Reader', scope })],
  };
}
