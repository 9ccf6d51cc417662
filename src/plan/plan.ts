import type { Change } from '../domain/change.ts';
import { onOneLine } from '../domain/clip.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import type { Unknown } from '../domain/observation.ts';
import { compareText } from '../domain/order.ts';
import type { AccountSettings, PlanSettings } from '../domain/settings.ts';
import { convertedBy } from './conversions.ts';
import { planDigest } from './digest.ts';
import { InboundConnections, unreadAmong, unreadElsewhere } from './inbound.ts';
import { sourceLosesAccess } from './loses-access.ts';
import { planAccount } from './plan-account.ts';
import { isMade, type AccountPlan, type Plan, type Step } from './step.ts';

export interface PlanQuestion {
  readonly accounts: readonly {
    readonly facts: AccountFacts;
    readonly settings: AccountSettings;
  }[];
  readonly options: Pick<PlanSettings, 'allow' | 'force'>;
  /** Why other accounts, with connections to these, may be in scope too: lines that could not be resolved, other shards. */
  readonly unseen: readonly Unknown[];
  /** Of all accounts and of the source scan, exemptions applied. */
  readonly findings: readonly Finding[];
}

/** The changes of all accounts in scope, in order, and their digest. Reads nothing, writes nothing. */
export function makePlan({ accounts, options, unseen, findings }: PlanQuestion): Plan {
  const ordered = [...new Map(accounts.map((one) => [one.facts.id.key, one])).values()].sort(
    (a, b) => compareText(a.facts.id.key, b.facts.id.key),
  );
  const inboundConnections = new InboundConnections(ordered.map(({ facts }) => facts));
  const inboundOf = new Map(ordered.map(({ facts }) => [facts, inboundConnections.of(facts)]));
  const targets = new Map(
    [...inboundOf].flatMap(([facts, inbound]) =>
      inbound.map((connection) => [connection, facts] as const),
    ),
  );
  const unread = unreadAmong(ordered.map(({ facts }) => facts));
  const taken = subdomainsOf(ordered.map(({ facts }) => facts));

  const plan = (inboundConverted: readonly Connection[]): readonly AccountPlan[] =>
    ordered.map(({ facts, settings }) => {
      const inbound = inboundOf.get(facts) ?? [];
      return planAccount({
        facts,
        settings,
        options,
        findings,
        inbound,
        targetOf: (connection) => targets.get(connection),
        unseen: [...unseen, ...unreadElsewhere(facts, unread)],
        inboundConverted: inboundConverted.filter(({ id }) =>
          inbound.some((connection) => connection.id.equals(id)),
        ),
        takenSubdomains: new Set(
          [...taken].filter(([, key]) => key !== facts.id.key).map(([name]) => name),
        ),
      });
    });
  // What one account's plan converts decides about another's keys, so it is known first.
  const alone = plan([]);
  const converted = convertedBy(
    alone.flatMap(({ steps }) => steps.filter(isMade)).map(({ change }) => change),
  );
  const plans = alone.some(({ inbound }) => inbound.length > 0) ? plan(converted) : alone;
  return {
    accounts: plans,
    digest: planDigest(plans),
    losesAccess: [
      ...plans.flatMap((account) => account.losesAccess),
      ...sourceLosesAccess(findings),
    ],
  };
}

/** Subdomain to the key of the account that has it or, of those without one, would be given it first. */
function subdomainsOf(facts: readonly AccountFacts[]): ReadonlyMap<string, string> {
  const taken = new Map<string, string>();
  for (const { id, account } of facts) {
    const name = account.known ? account.value.customSubdomain?.toLowerCase() : undefined;
    if (name !== undefined) taken.set(name, id.key);
  }
  for (const { id, account } of facts) {
    const name = id.name.toLowerCase();
    if (account.known && account.value.customSubdomain === undefined && !taken.has(name)) {
      taken.set(name, id.key);
    }
  }
  return taken;
}

export interface PlanReport {
  readonly changes: readonly Change[];
  readonly losesAccess: readonly string[];
  readonly notes: readonly string[];
}

/** What `plan` reports: every change as `planned`, or `blocked` with the reason. */
export function planChanges(plan: Plan): PlanReport {
  return {
    changes: plan.accounts.flatMap(({ steps, unchanged }) => [
      ...unchanged,
      ...steps.map(toChange),
    ]),
    losesAccess: plan.losesAccess,
    notes: plan.accounts.flatMap(({ notes }) => notes),
  };
}

function toChange(step: Step): Change {
  const { change, before, after } = step;
  const resource = change.kind === 'convert-connection' ? change.connection.id : change.account;
  return {
    kind: change.kind,
    resource: resource.text,
    status: isMade(step) ? 'planned' : 'blocked',
    // Names in it come from Azure; only what stops a whole plan has lines of its own.
    message: onOneLine(
      [
        step.message,
        ...(step.objections.length > 0 ? [`Blocked: ${step.objections.join(' ')}`] : []),
        ...(step.overridden.length > 0
          ? [`Forced, although: ${step.overridden.map(({ message: why }) => why).join(' ')}`]
          : []),
        ...step.awaits,
      ].join(' '),
    ),
    before,
    after,
  };
}
