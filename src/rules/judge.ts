import type { AccountFacts, Aspect } from '../domain/facts.ts';
import type { Finding, Severity, Verdict } from '../domain/finding.ts';
import type { Unknown } from '../domain/observation.ts';
import { compareText } from '../domain/order.ts';
import type { Rule } from '../domain/rule.ts';
import type { AccountSettings, RuleLevels } from '../domain/settings.ts';
import { RULES } from './index.ts';
import { cannotTell, notJudged, skipped } from './verdict.ts';

interface InForce {
  readonly rule: Rule;
  readonly severity: Severity;
}

/**
 * What all rules in force say of one account, in the catalogue's order, then by resource and message.
 * A rule that throws says unknown: a defect of ours must not hide what the others found, nor pass.
 */
export function judge(
  facts: AccountFacts,
  settings: AccountSettings,
  rules: readonly Rule[] = RULES,
): readonly Finding[] {
  const account = facts.account.known ? facts.account.value.id.text : facts.id.text;
  return inForce(rules, settings.levels).flatMap(({ rule, severity }) =>
    verdictsOf(rule, facts, settings)
      .map((verdict) => finding(rule, severity, verdict, account))
      .sort(byResourceAndMessage),
  );
}

/** What has to be asked so that the rules in force can be judged. */
export function needs(
  levels: RuleLevels,
  settings: AccountSettings,
  rules: readonly Rule[] = RULES,
): ReadonlySet<Aspect> {
  return new Set(
    inForce(rules, levels)
      .filter(({ rule }) => rule.skip?.(settings) === undefined)
      .flatMap(({ rule }) => rule.needs),
  );
}

/**
 * For a resource that could not be read or found, or when there is no sign-in: every rule in force is
 * unknown with the reason.
 * @param target ARM id, or the line of `resources` as it was written.
 */
export function unresolved(
  target: string,
  reason: Unknown,
  settings: AccountSettings,
  rules: readonly Rule[] = RULES,
): readonly Finding[] {
  return inForce(rules, settings.levels).map(({ rule, severity }) => {
    const skip = rule.skip?.(settings);
    const verdict = skip === undefined ? notJudged(rule.title, reason) : skipped(skip);
    return finding(rule, severity, verdict, target);
  });
}

function inForce(rules: readonly Rule[], levels: RuleLevels): readonly InForce[] {
  return rules.flatMap((rule) => {
    const severity = levels[rule.id];
    return severity === 'off' ? [] : [{ rule, severity }];
  });
}

function verdictsOf(
  rule: Rule,
  facts: AccountFacts,
  settings: AccountSettings,
): readonly Verdict[] {
  try {
    const skip = rule.skip?.(settings);
    return skip === undefined ? rule.judge(facts, settings) : [skipped(skip)];
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    return [
      cannotTell(`whether this holds: "${rule.title}"`, {
        kind: 'malformed',
        message: `The rule ${rule.id} could not judge what Azure returned (${what ?? ''}).`,
        remedy: 'This is a defect of the action: please report it with the message.',
      }),
    ];
  }
}

function finding(rule: Rule, severity: Severity, verdict: Verdict, account: string): Finding {
  const { resource = account, ...said } = verdict;
  // A hub's connection lies outside the account; the account is what it was judged for.
  const outside = !`${resource.toLowerCase()}/`.startsWith(`${account.toLowerCase()}/`);
  return { rule: rule.id, severity, resource, ...(outside && { account }), ...said };
}

function byResourceAndMessage(a: Finding, b: Finding): number {
  return (
    compareText(a.resource.toLowerCase(), b.resource.toLowerCase()) ||
    compareText(a.message, b.message)
  );
}
