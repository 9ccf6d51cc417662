import type { World } from '../world.ts';

export interface PullRequestOptions {
  /** Text by path: the files that it adds. */
  readonly files: Readonly<Record<string, string>>;
  /** Full name of the repository it comes from; default: the world's own. */
  readonly from?: string;
  readonly title?: string;
  /** The branch it comes from. */
  readonly branch?: string;
  readonly author?: string;
}

const AUTHOR = 'octocat';

/** What a run of pull request 7 is told. */
export const PULL_REQUEST_EVENT = {
  name: 'pull_request',
  ref: 'refs/pull/7/merge',
  sha: 'b'.repeat(40),
  pullRequest: 7,
} satisfies World['github']['event'];

/** The world with pull request 7 into `main`, whose run the job is. Changes and returns `world`. */
export function withPullRequest(world: World, options: PullRequestOptions): World {
  openPullRequest(world, options);
  world.github.event = { ...PULL_REQUEST_EVENT, actor: options.author ?? AUTHOR };
  return world;
}

/** Adds pull request 7 and its empty conversation; the job stays what it was. */
export function openPullRequest({ github }: World, options: PullRequestOptions): void {
  const { title = 'Add a client', author = AUTHOR } = options;
  github.pullRequests.push({
    number: PULL_REQUEST_EVENT.pullRequest,
    title,
    headSha: PULL_REQUEST_EVENT.sha,
    headRef: options.branch ?? 'feature',
    baseSha: 'a'.repeat(40),
    baseRef: 'main',
    headRepository: options.from ?? `${github.owner}/${github.repository}`,
    files: Object.entries(options.files).map(([filename, text]) => ({
      filename,
      status: 'added',
      patch: addedPatch(text),
    })),
  });
  github.issues.push({
    number: PULL_REQUEST_EVENT.pullRequest,
    title,
    body: '',
    state: 'open',
    labels: [],
    author,
    comments: [],
  });
}

/** The unified diff of a new file, as GitHub's API writes it: without file names. */
function addedPatch(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return [`@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n');
}
