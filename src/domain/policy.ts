import type { RuleId, Severity } from './finding.ts';
import type { PrincipalLine } from './settings.ts';

/** The policy file, read and valid (contract, section 6). */
export interface Policy {
  /** Path of the file, relative to the workspace, as findings name it. */
  readonly file: string;
  /** One per entry, as written; told apart like the lines of the input `resources`. */
  readonly resources: readonly string[];
  readonly principals: readonly PrincipalLine[];
  readonly role: string | undefined;
  readonly rules: PolicyLevels;
  /** Object ids, lower-cased. */
  readonly keyReadersAllow: readonly string[];
  readonly exemptions: readonly Exemption[];
  readonly overrides: readonly Override[];
}

export type PolicyLevels = Readonly<Partial<Record<RuleId, Severity | 'off'>>>;

/** A finding that someone accepted until a day. Exactly one of `resource` and `file` is set. */
export interface Exemption {
  readonly rule: RuleId;
  /** Glob over ARM ids, without regard to case; see `glob.ts`. */
  readonly resource?: string;
  /** Glob over paths of the repository. */
  readonly file?: string;
  readonly reason: string;
  /** `YYYY-MM-DD`; valid to the end of that day, UTC. */
  readonly expires: string;
  /** One-based line in the policy file. */
  readonly line: number;
}

/** Later overrides win over earlier ones. */
export interface Override {
  readonly resource: string;
  readonly principals: readonly PrincipalLine[] | undefined;
  readonly role: string | undefined;
  readonly rules: PolicyLevels;
  readonly keyReadersAllow: readonly string[] | undefined;
}
