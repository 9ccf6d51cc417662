import type { ChangeKind } from '../domain/change.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import { known, unknown, type Unknown } from '../domain/observation.ts';
import type { AccountSettings, PlanSettings } from '../domain/settings.ts';
import type { TargetOf } from './conversion-objections.ts';
import { convertedBy } from './conversions.ts';
import { objectionsTo, type Answer, type Planned } from './interlocks.ts';
import { losesAccess } from './loses-access.ts';
import { neededChanges, type Needed } from './needed.ts';
import { policyNotes } from './policy-notes.ts';
import type { AccountPlan, Objection, Step } from './step.ts';

export interface AccountQuestion {
  readonly facts: AccountFacts;
  readonly settings: AccountSettings;
  readonly options: Pick<PlanSettings, 'allow' | 'force'>;
  /** Exemptions applied. Those of other accounts do no harm. */
  readonly findings: readonly Finding[];
  readonly targetOf: TargetOf;
  /** Connections of other accounts that point at this one. */
  readonly inbound: readonly Connection[];
  /** Why there may be more of them: parts of the scope that were not seen. */
  readonly unseen: readonly Unknown[];
  /** Those of `inbound` that the plans of their accounts convert. */
  readonly inboundConverted: readonly Connection[];
  /** Subdomains (lower-cased) that other accounts in scope have or will be given. */
  readonly takenSubdomains: ReadonlySet<string>;
}

/** The changes of one account, in order, with all that speaks against them. Reads nothing, writes nothing. */
export function planAccount(question: AccountQuestion): AccountPlan {
  const { facts, settings, options, inbound, unseen } = question;
  const nothing = { account: facts.id, facts, settings, inbound, unseen, steps: [], unchanged: [] };
  if (!facts.account.known) {
    const note = `Nothing is planned for ${facts.id.text}, because it could not be read: ${facts.account.reason.message}`;
    return { ...nothing, losesAccess: [], notes: [note] };
  }
  const allows = (kind: ChangeKind): boolean => options.allow.includes(kind);
  const needed = neededChanges({
    ...question,
    setSubdomainAllowed: allows('set-subdomain'),
    assignRoleAllowed: allows('assign-role'),
  });
  const allowed = needed.changes.filter(
    ({ change: { kind } }) =>
      allows(kind) && (kind !== 'regenerate-keys' || allows('disable-keys')),
  );
  const own = plannedBy(allowed);
  const planned: Planned = {
    ...own,
    converted: [...own.converted, ...question.inboundConverted],
  };
  const interlocks = objectionsTo({
    facts,
    settings,
    planned,
    inbound: [...inbound.map((connection) => known(connection)), ...unseen.map(unknown)],
  });
  const steps = allowed.map((one) => stepOf(one, interlocks, options.force));
  return {
    ...nothing,
    steps,
    unchanged: needed.unchanged,
    losesAccess: losesAccess({ facts, settings, inbound, unseen, planned }),
    notes: [
      ...needed.notes,
      ...notAllowed(needed.changes, options.allow),
      ...policyNotes(
        facts,
        steps.map(({ change }) => change.kind),
      ),
    ],
  };
}

function plannedBy(allowed: readonly Needed[]): Planned {
  const made = allowed
    .filter(({ objections }) => objections.length === 0)
    .map(({ change }) => change);
  return {
    converted: convertedBy(made),
    assigned: new Map(
      made.flatMap((change) =>
        change.kind === 'assign-role' ? [[change.principalId, change.principalType] as const] : [],
      ),
    ),
    subdomain: made.some(({ kind }) => kind === 'set-subdomain'),
  };
}

function stepOf(needed: Needed, interlocks: Answer, force: boolean): Step {
  const { kind } = needed.change;
  if (kind !== 'regenerate-keys' && kind !== 'disable-keys') {
    return { ...needed, overridden: [], awaits: [] };
  }
  const stands = (objection: Objection): boolean => !force || !isOverridable(kind, objection);
  const texts = (objections: readonly Objection[]): readonly string[] =>
    objections.map(({ message }) => message);
  return {
    ...needed,
    objections: [...needed.objections, ...texts(interlocks.objections.filter(stands))],
    overridden: interlocks.objections.filter((objection) => !stands(objection)),
    awaits: interlocks.awaits,
  };
}

/**
 * What `force` covers. Not an account that cannot be read: there would be nothing to verify by. Not the
 * proof that `regenerate-keys` needs between Key1 and Key2.
 */
export function isOverridable(
  kind: 'regenerate-keys' | 'disable-keys',
  { interlock }: Objection,
): boolean {
  return interlock !== 'account' && (kind === 'disable-keys' || interlock !== 'entra-accepted');
}

function notAllowed(needed: readonly Needed[], allow: readonly ChangeKind[]): readonly string[] {
  const left = needed.filter(({ change: { kind } }) => !allow.includes(kind));
  return [
    // Regenerating is never needed: it is offered with disable-keys, to who allows it.
    ...left
      .filter(({ change: { kind } }) => kind !== 'regenerate-keys')
      .map(({ change: { kind }, message }) => `Needed, and ${kind} is not in allow: ${message}`),
    ...(needed.some(({ change: { kind } }) => kind === 'regenerate-keys') &&
    allow.includes('regenerate-keys') &&
    !allow.includes('disable-keys')
      ? [
          'regenerate-keys is only made right before disable-keys, which is not in allow: on its own it would be made again in every run.',
        ]
      : []),
  ];
}
