import type { Finding, RuleId } from '../domain/finding.ts';
import { compareWeight, compareWorst } from '../domain/order.ts';

/** The order of the procedure: keys go last, when nothing depends on them any more. */
const PROCEDURE: readonly RuleId[] = [
  'source-uses-entra',
  'iac-connections-use-entra',
  'iac-keys-disabled',
  'custom-subdomain',
  'inference-role',
  'connections-use-entra',
  'hub-connections-use-entra',
  'entra-accepted',
  'keys-disabled',
];

/** Smaller comes sooner. Rules outside the procedure are equal, and come last. */
export function procedureRank(rule: RuleId): number {
  const place = PROCEDURE.indexOf(rule);
  return place < 0 ? PROCEDURE.length : place;
}

/** Worst first, and among equals in the order of the procedure: what to do, from top to bottom. */
export function compareToDo(a: Finding, b: Finding): number {
  return compareWeight(a, b) || procedureRank(a.rule) - procedureRank(b.rule) || compareWorst(a, b);
}
