import { connectionAction } from '../azure/readers/connections.ts';
import type { ArmId } from '../domain/arm-id.ts';
import type { PlannedChange } from '../domain/change.ts';
import { permits } from '../domain/permissions.ts';
import { deniedRemedy } from '../domain/remedy.ts';
import { shellWord } from '../domain/shell.ts';
import { isMade, type Plan } from '../plan/step.ts';
import { sentence } from './outcome.ts';
import type { Ports } from './ports.ts';

/** A right that a planned change needs. */
interface Need {
  readonly action: string;
  readonly scope: ArmId;
}

export interface Preflight {
  /** What the workflow's own identity lacks: one line for each role that would grant it. */
  readonly missing: readonly string[];
  /** By account key: what will refuse every write there. */
  readonly locked: ReadonlyMap<string, string>;
  /** What could not be checked beforehand. Azure itself still refuses what is not allowed. */
  readonly notes: readonly string[];
}

/** Compares what the plan needs with what the workflow's own identity may do. Writes nothing. */
export async function preflight(plan: Plan, ports: Ports): Promise<Preflight> {
  const needs = distinct(
    plan.accounts.flatMap(({ steps }) =>
      steps.filter(isMade).flatMap(({ change }) => needsOf(change)),
    ),
  );
  const [rights, locks] = await Promise.all([checkRights(needs, ports), checkLocks(plan, ports)]);
  return { ...rights, locked: locks.locked, notes: [...rights.notes, ...locks.notes] };
}

/** https://learn.microsoft.com/azure/role-based-access-control/permissions/ai-machine-learning */
export function needsOf(change: PlannedChange): readonly Need[] {
  const scope = change.account;
  switch (change.kind) {
    case 'assign-role':
      return [{ action: 'Microsoft.Authorization/roleAssignments/write', scope }];
    case 'convert-connection': {
      const { owner } = change.connection;
      return [{ action: connectionAction(owner, 'write'), scope: owner }];
    }
    case 'regenerate-keys':
      return [{ action: 'Microsoft.CognitiveServices/accounts/regenerateKey/action', scope }];
    case 'set-subdomain':
    case 'disable-keys':
      return [{ action: 'Microsoft.CognitiveServices/accounts/write', scope }];
  }
}

async function checkRights(
  needs: readonly Need[],
  ports: Ports,
): Promise<Pick<Preflight, 'missing' | 'notes'>> {
  const scopes = new Map(needs.map(({ scope }) => [scope.key, scope]));
  const answers = await Promise.all(
    [...scopes.values()].map(async (scope) => ({ scope, held: await ports.permissions(scope) })),
  );
  const missing: Need[] = [];
  const notes: string[] = [];
  for (const { scope, held } of answers) {
    if (!held.known) {
      notes.push(
        `What the workflow's identity may do at ${scope.text} could not be checked before writing. ${sentence(held.reason)}`,
      );
      continue;
    }
    for (const { action } of needs.filter((need) => need.scope.equals(scope))) {
      if (held.value.some((permission) => permits(permission, 'action', action))) continue;
      missing.push({ action, scope });
    }
  }
  return { missing: lacks(missing, ports.self), notes };
}

/** One role often grants several actions: they are named together, and its command once. */
function lacks(missing: readonly Need[], self: string | undefined): readonly string[] {
  const grants = Map.groupBy(missing, ({ action, scope }) =>
    deniedRemedy(action, scope.text, self).commands.join('; '),
  );
  return [...grants].map(([command, needs]) => {
    const actions = needs.map(({ action }) => action).join(', ');
    const it = needs.length === 1 ? 'it' : 'them';
    return `The workflow's identity lacks ${actions} at ${widest(needs)}. Grant ${it} by a custom role, or run: ${command}`;
  });
}

/** The scopes that are in no other of these. */
function widest(needs: readonly Need[]): string {
  const scopes = [...new Map(needs.map(({ scope }) => [scope.key, scope])).values()];
  return scopes
    .filter(({ key }) => !scopes.some((other) => key.startsWith(`${other.key}/`)))
    .map(({ text }) => text)
    .join(' and ');
}

async function checkLocks(plan: Plan, ports: Ports): Promise<Pick<Preflight, 'locked' | 'notes'>> {
  const locked = new Map<string, string>();
  const notes: string[] = [];
  await Promise.all(
    plan.accounts
      .filter(({ steps }) => steps.some(isMade))
      .map(async ({ account }) => {
        const locks = await ports.locks(account);
        if (!locks.known) {
          notes.push(
            `Whether ${account.name} is locked could not be checked. ${sentence(locks.reason)}`,
          );
          return;
        }
        const lock = locks.value.find(({ level }) => level.toLowerCase() === 'readonly');
        if (!lock) return;
        locked.set(
          account.key,
          `The ReadOnly lock ${lock.name} at ${lock.scope} refuses every change. Remove it, run again and put it back. To remove it: az lock delete --ids ${shellWord(lock.id)}`,
        );
      }),
  );
  return { locked, notes: notes.sort() };
}

function distinct(needs: readonly Need[]): readonly Need[] {
  return [...new Map(needs.map((need) => [`${need.scope.key}|${need.action}`, need])).values()];
}
