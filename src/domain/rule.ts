import type { AccountFacts, Aspect } from './facts.ts';
import type { RuleId, Severity, Verdict } from './finding.ts';
import type { AccountSettings } from './settings.ts';

/** A sentence of the contract, as a pure function of what was observed. */
export interface Rule {
  readonly id: RuleId;
  readonly severity: Severity;
  /** What holds when it passes, in a few words. */
  readonly title: string;
  readonly needs: readonly Aspect[];
  /** One verdict for the account; or one per connection or workspace, where the rule is about those. */
  readonly judge: (facts: AccountFacts, settings: AccountSettings) => readonly Verdict[];
}
