/** What GitHub says of the run. Everything in it but numbers is untrusted text. */
export interface GitHubEvent {
  readonly name: string;
  readonly owner: string;
  readonly repository: string;
  readonly pullRequest: PullRequest | undefined;
  /** Of a merge queue: what is queued is no more reviewed by its own files than a pull request is. */
  readonly mergeGroup?: Base;
  readonly workflow: string;
  /** Path of the workflow file in its repository, e.g. `.github/workflows/gate.yml`. */
  readonly workflowFile: string | undefined;
  readonly job: string;
  /** JSON of the matrix leg; `null` or empty outside a matrix. */
  readonly matrix: string;
  readonly sha: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runUrl: string;
}

/** The branch that something is to be merged into. */
export interface Base {
  readonly baseSha: string;
  /** Name of the branch. */
  readonly baseRef: string;
}

/** The branch whose policy file and baseline count; `undefined`: the checkout's do. */
export function baseOf({ pullRequest, mergeGroup }: GitHubEvent): Base | undefined {
  return pullRequest ?? mergeGroup;
}

export interface PullRequest extends Base {
  readonly number: number;
  /** From another repository: no OIDC token, no secrets, a read-only token. */
  readonly fork: boolean;
  /** Opened by Dependabot: treated by GitHub like a fork. */
  readonly dependabot: boolean;
  readonly headSha: string;
}
