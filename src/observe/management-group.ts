import type { ArmClient } from '../azure/arm.ts';
import { subscriptionsBelow } from '../azure/readers/management-groups.ts';
import { subscriptionsWithAccounts } from '../azure/readers/resource-graph.ts';
import { ArmId } from '../domain/arm-id.ts';
import { count } from '../domain/count.ts';
import { known, unknown, type Observation } from '../domain/observation.ts';
import { nothingSeen, type Answer, type Unresolved } from './found.ts';
import { ACCOUNTS, type OwnRights } from './own-rights.ts';

/**
 * All accounts of the subscriptions below a management group. Resource Graph finds those that hold accounts
 * in one question, and says nothing of what the identity may not read: the other subscriptions are held
 * against the identity's own rights. Where Resource Graph refuses, each subscription is looked through.
 * @param accountsOf those of one subscription
 */
export async function accountsBelow(
  group: ArmId,
  {
    arm,
    rights,
    accountsOf,
  }: {
    readonly arm: ArmClient;
    readonly rights: OwnRights;
    readonly accountsOf: (subscription: ArmId) => Promise<Answer>;
  },
): Promise<Answer> {
  const [indexed, below] = await Promise.all([
    subscriptionsWithAccounts(arm, group.name),
    subscriptionsBelow(arm, group.name),
  ]);
  const holding = indexed.known || !below.known ? indexed : below;
  if (!holding.known) return holding;
  if (holding.value.length === 0) return unknown(nothingSeen(group.text));
  const [answers, unseen] = await Promise.all([
    Promise.all(
      holding.value.map(scopeOf).map(async (scope) => ({ scope, answer: await accountsOf(scope) })),
    ),
    unseenBelow(group, rights, below, new Set(holding.value)),
  ]);
  const found = answers.flatMap(({ answer }) => (answer.known ? answer.value.found : []));
  const unread = answers.flatMap(({ scope, answer }) =>
    answer.known ? (answer.value.unread ?? []) : [{ text: scope.text, reason: answer.reason }],
  );
  const but = unread.length === 0 ? '' : `; ${unread.length} of these could not be read whole`;
  return known({
    found,
    note: `The management group ${group.name} holds ${count(found.length, 'account')} in ${count(answers.length, 'subscription')} that the identity can see${but}.`,
    unread: [...unread, ...unseen],
  });
}

/** What may be in the subscriptions in which no account was found. */
async function unseenBelow(
  group: ArmId,
  rights: OwnRights,
  below: Observation<readonly string[]>,
  holding: ReadonlySet<string>,
): Promise<readonly Unresolved[]> {
  const gap = below.known
    ? await rights.gapBelow(
        group,
        below.value.filter((subscription) => !holding.has(subscription)).map(scopeOf),
        ACCOUNTS,
      )
    : below.reason;
  return gap ? [{ text: group.text, reason: gap }] : [];
}

function scopeOf(subscription: string): ArmId {
  return ArmId.of(`/subscriptions/${subscription}`);
}
