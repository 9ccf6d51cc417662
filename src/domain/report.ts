import type { Change } from './change.ts';
import type { Finding } from './finding.ts';
import type { SetUpStep } from './set-up-step.ts';

export interface ReportResource {
  /** ARM id; or the target as written, when it could not be resolved. */
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly location: string;
  readonly compliant: boolean;
}

export interface Stats {
  /** Requests sent to Azure and the token services, retries included. */
  readonly requests: number;
  readonly retries: number;
  readonly throttled: number;
  readonly durationMs: number;
  /** GitHub's id of the workflow run, of a shard alone. */
  readonly workflowRun?: string;
}

/** The one value that every output is rendered from (contract, section 4). */
export interface Report {
  readonly version: 1;
  readonly mode: 'check' | 'plan' | 'enforce';
  readonly compliant: boolean;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly resources: readonly ReportResource[];
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
  readonly stats: Stats;
  /** In `plan` and `enforce`: of the ordered changes; equal for equal plans. */
  readonly planDigest?: string;
  /** In `plan`: who would lose access when keys go, one sentence each. */
  readonly losesAccess?: readonly string[];
  /** What was resolved to what, what was left out, what the reader should know; one sentence each. */
  readonly notes?: readonly string[];
  /** Resources seen, judged and not judged. */
  readonly coverage?: { readonly seen: number; readonly judged: number; readonly unknown: number };
  /** When sign-in failed: what a green gate needs, in the order in which it is to be made. */
  readonly setUp?: readonly SetUpStep[];
  /** Of a matrix job: which slice of the resources this is, as `2/8`. */
  readonly shard?: string;
  /** Source scan: files judged and left out. */
  readonly scan?: ScanCount;
  /** Findings of the baseline that are gone now. */
  readonly fixedSinceBaseline?: number;
}

export interface ScanCount {
  readonly files: number;
  readonly skipped: number;
}
