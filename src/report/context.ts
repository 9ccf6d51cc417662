import type { GitHubEvent } from '../domain/event.ts';
import type { FailOn } from './verdict.ts';

/** What a rendering knows beside the report. */
export interface RenderContext {
  readonly failOn: FailOn;
  readonly event: GitHubEvent;
  /** Path of the policy file in the repository, when there is one. */
  readonly policyFile: string | undefined;
  /**
   * Where infrastructure code declares an account: by lower-cased ARM id, or by lower-cased account name
   * where the scan knows no more.
   */
  readonly anchors: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
  /** Address of the Azure portal, e.g. `https://portal.azure.com`; without it resources are not linked. */
  readonly portal: string | undefined;
  /** Version of the action, for SARIF. */
  readonly version: string;
}

/** Where the rules' pages are. */
export const DOCS = 'https://github.com/foundry-entra-gate/foundry-entra-gate/blob/v1/docs';
