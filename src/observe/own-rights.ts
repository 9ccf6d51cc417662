import type { ArmClient } from '../azure/arm.ts';
import { listOwnPermissions } from '../azure/readers/authorization.ts';
import { ArmId } from '../domain/arm-id.ts';
import { count } from '../domain/count.ts';
import type { Permission } from '../domain/authorization.ts';
import { unknown, type Observation, type Unknown } from '../domain/observation.ts';
import { permits } from '../domain/permissions.ts';
import { deniedRemedy } from '../domain/remedy.ts';

/** What the reading of a list needs, e.g. `Microsoft.Authorization/roleAssignments/read`. */
export interface ReadRight {
  readonly action: string;
  /** Of the list, as in `the role assignments`. */
  readonly what: string;
}

export const ACCOUNTS: ReadRight = {
  action: 'Microsoft.CognitiveServices/accounts/read',
  what: 'The accounts',
};

/** A sentence names as many subscriptions. */
const NAMED = 3;

/**
 * What the workflow's own identity may read, asked once at each scope. Azure Resource Manager can answer a list
 * for which the caller lacks the right with what is left of it, an empty list at worst, and no error: such a list
 * proves nothing. https://github.com/MicrosoftDocs/azure-docs/issues/66312
 * https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group
 */
export class OwnRights {
  readonly #arm: ArmClient;
  readonly #self: string | undefined;
  readonly #held = new Map<string, Promise<Observation<readonly Permission[]>>>();

  /** @param self object id of the identity, where its token tells it: for the command that grants a right */
  constructor(arm: ArmClient, self: string | undefined) {
    this.#arm = arm;
    this.#self = self;
  }

  /** The list, asked for side by side with the right to all of it; unknown where that is missing. */
  async whole<T>(
    scope: ArmId,
    right: ReadRight,
    ask: () => Promise<Observation<readonly T[]>>,
  ): Promise<Observation<readonly T[]>> {
    const [list, gap] = await Promise.all([ask(), this.gap(scope, right)]);
    return list.known && gap ? unknown(gap) : list;
  }

  /** Why a list at the scope may lack some; `undefined` where the identity may read it all. */
  async gap(scope: ArmId, right: ReadRight): Promise<Unknown | undefined> {
    if (await this.#inheritsFromSubscription(scope, right)) return undefined;
    const held = await this.#at(scope);
    if (!held.known) return held.reason;
    return holds(held.value, right) ? undefined : lacking(scope, right, this.#self);
  }

  /** Why lists at subscriptions below a group may lack some, as one reason that is mended at the group. */
  async gapBelow(
    group: ArmId,
    scopes: readonly ArmId[],
    right: ReadRight,
  ): Promise<Unknown | undefined> {
    const gaps = await Promise.all(
      scopes.map(async (scope) => ({ scope, reason: await this.gap(scope, right) })),
    );
    const denied = gaps.filter(({ reason }) => reason?.kind === 'denied');
    if (denied.length === 0) return gaps.find(({ reason }) => reason)?.reason;
    const named = denied.slice(0, NAMED).map(({ scope }) => scope.text);
    const others = denied.length > NAMED ? ` and ${denied.length - NAMED} more` : '';
    return {
      ...lacking(group, right, this.#self),
      message: `${right.what} in ${count(denied.length, 'subscription')} below ${group.text} may be more than Azure showed: the identity lacks ${right.action} in ${named.join(', ')}${others}.`,
    };
  }

  /** Most identities hold their rights at the subscription or above: one answer then serves all below it. */
  async #inheritsFromSubscription(scope: ArmId, right: ReadRight): Promise<boolean> {
    if (scope.subscriptionId === undefined) return false;
    const held = await this.#at(ArmId.of(`/subscriptions/${scope.subscriptionId}`));
    return held.known && holds(held.value, right);
  }

  #at(scope: ArmId): Promise<Observation<readonly Permission[]>> {
    const asked = this.#held.get(scope.key) ?? listOwnPermissions(this.#arm, scope);
    this.#held.set(scope.key, asked);
    return asked;
  }
}

function holds(held: readonly Permission[], { action }: ReadRight): boolean {
  return held.some((permission) => permits(permission, 'action', action));
}

function lacking(scope: ArmId, { action, what }: ReadRight, self: string | undefined): Unknown {
  return {
    kind: 'denied',
    action,
    scope: scope.text,
    message: `${what} at ${scope.text} may be more than Azure showed: the identity lacks ${action} there, and Azure can leave out of a list what the caller may not read.`,
    ...deniedRemedy(action, scope.text, self),
  };
}
