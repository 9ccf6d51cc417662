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
  /** Why the rule does not apply under these settings, whatever the facts are; then nothing is asked for it. */
  readonly skip?: (settings: AccountSettings) => string | undefined;
  /** One verdict for the account; or one per connection or workspace, where the rule is about those. */
  readonly judge: (facts: AccountFacts, settings: AccountSettings) => readonly Verdict[];
}
