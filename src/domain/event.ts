/** What GitHub says of the run. Everything in it but numbers is untrusted text. */
export interface GitHubEvent {
  readonly name: string;
  readonly owner: string;
  readonly repository: string;
  readonly pullRequest: PullRequest | undefined;
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

export interface PullRequest {
  readonly number: number;
  /** From another repository: no OIDC token, no secrets, a read-only token. */
  readonly fork: boolean;
  /** Opened by Dependabot: treated by GitHub like a fork. */
  readonly dependabot: boolean;
  readonly baseSha: string;
  /** Name of the branch that the pull request is to be merged into. */
  readonly baseRef: string;
  readonly headSha: string;
}
