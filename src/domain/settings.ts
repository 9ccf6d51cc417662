import type { ChangeKind } from './change.ts';
import type { RuleId, Severity } from './finding.ts';
import type { RequiredPrincipal } from './principal.ts';

export type Mode = 'check' | 'plan' | 'enforce';
export type RuleLevels = Readonly<Record<RuleId, Severity | 'off'>>;

/** What the rules need to know for one account, overrides of the policy file applied. */
export interface AccountSettings {
  readonly principals: readonly RequiredPrincipal[];
  readonly levels: RuleLevels;
  /** Object ids (lower-cased) that may hold a role which reads keys. */
  readonly keyReadersAllow: readonly string[];
  readonly probe: 'auto' | 'on' | 'off';
  /** For "nobody in the last 30 days" and exemption dates. */
  readonly now: Date;
}

/** What the plan needs to know. */
export interface PlanSettings {
  readonly allow: readonly ChangeKind[];
  readonly force: boolean;
  readonly maxChanges: number;
  readonly approvedPlan: string | undefined;
}

export interface SignInSettings {
  readonly auth: 'oidc' | 'azure-cli' | 'managed-identity';
  readonly clientId: string;
  readonly tenantId: string;
  /** Audience of the GitHub token. */
  readonly audience: string;
}
