/** The repository that the job runs in, as GitHub's services show it. */
export interface GitHubWorld {
  owner: string;
  ownerId: number;
  repository: string;
  repositoryId: number;
  defaultBranch: string;
  /** What the token of the job may do. */
  permissions: Partial<Record<GitHubPermission, 'read' | 'write'>>;
  /** Whom the token acts as: another app (`NAME[bot]`) or a person. Default: `github-actions[bot]`. */
  actsAs?: string;
  oidc: {
    /** `id-token: write` was given and the event allows it. */
    enabled: boolean;
    issuer: string;
    /** The whole subject; else it is built from repository, event and environment. */
    subject?: string;
    /** Subjects carry the numeric ids of owner and repository. */
    immutable: boolean;
    environment?: string;
  };
  event: {
    name: string;
    ref: string;
    sha: string;
    actor?: string;
    pullRequest?: number;
  };
  pullRequests: PullRequest[];
  issues: Issue[];
  /** Text files by ref (branch name or commit) and path. */
  files: Record<string, Record<string, string>>;
  /** Uploaded SARIF logs. */
  sarifs: { commitSha: string; ref: string; sarif: string }[];
}

export type GitHubPermission =
  'contents' | 'pull-requests' | 'issues' | 'security-events' | 'actions' | 'metadata';

export interface PullRequest {
  number: number;
  title: string;
  headSha: string;
  headRef: string;
  baseSha: string;
  baseRef: string;
  /** Full name of the repository it comes from. */
  headRepository: string;
  files: PullRequestFile[];
}

export interface PullRequestFile {
  filename: string;
  status: 'added' | 'modified' | 'removed' | 'renamed';
  previousFilename?: string;
  /** Unified diff; absent for binary and very large files. */
  patch?: string;
}

/** An issue, or the conversation of the pull request of the same number. */
export interface Issue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  author: string;
  /** Made by a GitHub App (`github-actions[bot]` is one). */
  authorIsBot?: boolean;
  comments: Comment[];
}

export interface Comment {
  id: number;
  body: string;
  author: string;
  authorIsBot?: boolean;
}
