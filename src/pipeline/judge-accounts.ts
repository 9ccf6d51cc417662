import { createHash } from 'node:crypto';
import { observeAccount, type Askers } from '../observe/observe-account.ts';
import type { Found } from '../observe/found.ts';
import type { AccountFacts, Aspect } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import type { AccountSettings } from '../domain/settings.ts';
import { judge, needs } from '../rules/judge.ts';

export interface Judged {
  readonly facts: AccountFacts;
  readonly findings: readonly Finding[];
}

/** The slice of the accounts that one matrix job takes: by a hash of the id, so that it stays when others come and go. */
export function sliceOf(
  accounts: readonly Found[],
  shard: { readonly index: number; readonly count: number },
): readonly Found[] {
  if (shard.count === 1) return accounts;
  return accounts.filter(({ id }) => {
    const number = createHash('sha256').update(id.key).digest().readUInt32BE(0);
    return (number % shard.count) + 1 === shard.index;
  });
}

/**
 * Observes and judges accounts, several at once; each is handed on as soon as it is judged, so that
 * its facts need not be kept.
 */
export async function judgeAccounts(
  askers: Askers,
  accounts: readonly Found[],
  options: {
    readonly settingsOf: (accountId: string) => AccountSettings;
    /** Where hubs may point at the accounts. */
    readonly subscriptions: readonly string[];
    readonly atOnce: number;
    /** One of many: see `AccountQuestion.sparing`. */
    readonly sparing: boolean;
    /** Asked for besides what the rules need: for a plan. */
    readonly alsoNeeds?: ReadonlySet<Aspect>;
    /** Object id, lower-cased, of the workflow's own identity, where its token tells it. */
    readonly self: string | undefined;
    readonly done: (judged: Judged, count: number) => void;
  },
): Promise<void> {
  const order = spread(accounts);
  let next = 0;
  let count = 0;
  const worker = async (): Promise<void> => {
    for (let found = order[next++]; found; found = order[next++]) {
      const settings = options.settingsOf(found.id.key);
      const facts = await observeAccount(askers, {
        ...found,
        needs: new Set([...needs(settings.levels, settings), ...(options.alsoNeeds ?? [])]),
        self: options.self,
        settings,
        sparing: options.sparing,
        hubSubscriptions: options.subscriptions,
      });
      count += 1;
      options.done({ facts, findings: judge(facts, settings) }, count);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.atOnce, accounts.length) }, worker));
}

/** One of each subscription in turn: Azure throttles by subscription, and one that waits must not hold up the others. */
export function spread(accounts: readonly Found[]): readonly Found[] {
  const bySubscription = Map.groupBy(accounts, ({ id }) => id.subscriptionId ?? '');
  const queues = [...bySubscription.values()];
  const rounds = Math.max(0, ...queues.map((queue) => queue.length));
  return Array.from({ length: rounds }, (_, round) =>
    queues.flatMap((queue) => queue[round] ?? []),
  ).flat();
}
