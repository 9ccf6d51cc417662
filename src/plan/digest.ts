import { createHash } from 'node:crypto';
import type { PlannedChange } from '../domain/change.ts';
import { compareText } from '../domain/order.ts';
import { isMade, type AccountPlan, type Objection, type Step } from './step.ts';

/**
 * SHA-256 (hexadecimal) of the ordered changes of all accounts. Equal for equal plans: ids are taken in
 * lower case, accounts by id, and neither times nor sentences count. Whether a change would be made, and
 * what `force` overrides for it, do count: who approved a plan in which keys stay on has not approved
 * one in which they go, nor one in which another connection is cut off.
 */
export function planDigest(accounts: readonly Pick<AccountPlan, 'account' | 'steps'>[]): string {
  const ordered = [...accounts].sort((a, b) => compareText(a.account.key, b.account.key));
  const lines = ordered.flatMap(({ steps }) =>
    steps.map((step) => [
      ...identity(step.change),
      isMade(step),
      step.overridden.length > 0 && overriddenBy(step),
    ]),
  );
  return createHash('sha256').update(JSON.stringify(lines)).digest('hex');
}

/** What stands against the change and `force` overrides, in an order of its own. */
export function overriddenBy({ overridden }: Pick<Step, 'overridden'>): readonly string[] {
  return overridden.map((objection) => objectionKey(objection)).sort();
}

/** What makes one objection another one, whatever its words. */
export function objectionKey({ interlock, subject }: Objection): string {
  return `${interlock} ${subject.toLowerCase()}`;
}

/** All that tells one change from another, in a fixed order. */
function identity(change: PlannedChange): readonly (string | boolean)[] {
  const { kind, account } = change;
  switch (change.kind) {
    case 'set-subdomain':
      return [kind, account.key, change.subdomain.toLowerCase()];
    case 'assign-role':
      return [
        kind,
        account.key,
        change.principalId.toLowerCase(),
        change.principalType,
        change.roleGuid.toLowerCase(),
        change.assignmentName.toLowerCase(),
      ];
    case 'convert-connection': {
      const { id, authType, category, target } = change.connection;
      return [kind, account.key, id.key, authType, category, target];
    }
    case 'regenerate-keys':
      return [kind, account.key];
    case 'disable-keys':
      // Absent and `false` are the same to Azure: keys are on.
      return [kind, account.key, change.before === true];
  }
}
