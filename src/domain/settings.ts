import type { ArmId } from './arm-id.ts';
import type { ChangeKind } from './change.ts';
import type { Cloud } from './cloud.ts';
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

/** One line of `resources`, told apart but not yet looked up. `text` is as it was written. */
export type Target = { readonly text: string } & (
  | {
      readonly kind:
        | 'account'
        | 'project'
        | 'workspace'
        | 'resource-group'
        | 'subscription'
        | 'management-group';
      readonly id: ArmId;
    }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'endpoint'; readonly url: URL }
);

/** The inputs of the step, read and valid; the policy file is not in it. Keys are those of `action.yml`. */
export interface Inputs {
  readonly mode: Mode;
  readonly resources: readonly Target[];
  readonly principals: readonly PrincipalLine[];
  readonly role: string;
  /** Was `role` set by the user, so that it wins over the policy file? */
  readonly roleGiven: boolean;
  readonly policy: string;
  /** Was another path than the default one asked for, so that its absence is an error? */
  readonly policyGiven: boolean;
  readonly subscriptionId: string;
  readonly signIn: SignInSettings;
  readonly cloud: Cloud;
  readonly inferenceHosts: readonly string[];
  readonly probe: 'auto' | 'on' | 'off';
  readonly scan: 'auto' | 'all' | 'changed' | 'off';
  readonly scanPaths: readonly string[];
  readonly failOn: 'error' | 'warning' | 'never';
  readonly plan: PlanSettings;
  readonly propagationTimeoutMs: number;
  readonly comment: 'auto' | 'always' | 'on-failure' | 'never';
  readonly issue: 'on-failure' | 'never';
  readonly reportFile: string;
  readonly sarifFile: string;
  readonly baseline: string;
  readonly shard: { readonly index: number; readonly count: number };
  /** Absolute paths of the shards' JSON reports, or of folders that hold them. */
  readonly mergeReports: readonly string[];
  readonly concurrency: number;
  readonly githubToken: string;
}

/** A principal as a line names it; the role is the step's or file's own when the line has none. */
export interface PrincipalLine {
  readonly type: RequiredPrincipal['type'];
  readonly objectId: string;
  readonly role: string | undefined;
}
