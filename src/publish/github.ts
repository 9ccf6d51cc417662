import type { GitHub } from '@actions/github/lib/utils';
import type { GitHubEvent } from '../domain/event.ts';

export type Octokit = InstanceType<typeof GitHub>;

/** Who asks GitHub, and about what. */
export interface GitHubAccess {
  readonly event: GitHubEvent;
  readonly inputs: { readonly githubToken: string };
}

const REQUEST_TIMEOUT_MS = 30_000;
const LONGEST_WAIT_S = 60;

/**
 * The client for GitHub's REST API at `event.apiUrl` (github.com, GHE.com or an Enterprise Server): retries
 * what is worth it, keeps GitHub's pace for writes, and waits out throttling for up to a minute. Loaded
 * when first needed, and once.
 */
export function connectGitHub({ event, inputs }: GitHubAccess): Promise<Octokit> {
  const key = `${event.apiUrl} ${inputs.githubToken}`;
  if (client?.key !== key) client = { key, octokit: create(event.apiUrl, inputs.githubToken) };
  return client.octokit;
}

let client: { readonly key: string; readonly octokit: Promise<Octokit> } | undefined;

async function create(apiUrl: string, token: string): Promise<Octokit> {
  const [{ GitHub, getOctokitOptions, defaults }, { retry }, { throttling }] = await Promise.all([
    import('@actions/github/lib/utils'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const patience = (retryAfter: number, _: unknown, __: unknown, retries: number): boolean =>
    retries < 2 && retryAfter <= LONGEST_WAIT_S;
  const send = defaults.request?.fetch as typeof fetch | undefined;
  const withTimeout: typeof fetch = (input, init) =>
    (send ?? fetch)(input, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  return new (GitHub.plugin(retry, throttling))(
    getOctokitOptions(token, {
      baseUrl: apiUrl,
      userAgent: 'foundry-entra-gate',
      request: { ...defaults.request, fetch: withTimeout },
      retry: { retries: 2 },
      throttle: { onRateLimit: patience, onSecondaryRateLimit: patience },
      // What went wrong is told by our own warning, once.
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    }),
  );
}

function ignore(): void {
  // Octokit logs full request options at debug level; they are not for the step's log.
}

/** The HTTP status of a refusal; `undefined` when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}

/**
 * Why GitHub did not do something and what the reader does about it, in one or two sentences.
 * @param what `The pull request comment could not be written`
 * @param permission as a workflow names it, e.g. `pull-requests: write`
 */
export function explainGitHub(
  error: unknown,
  what: string,
  permission: string,
  { event }: Pick<GitHubAccess, 'event'>,
): string {
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (status === undefined || status >= 500) {
    return `${what}: GitHub did not answer as it should (${message}).`;
  }
  if (status === 429 || /rate limit/i.test(message)) {
    return `${what}: GitHub throttled the request. The next run tries again.`;
  }
  if (status === 401) {
    return `${what}: GitHub does not accept the github-token (${message}).`;
  }
  if (status === 403 || status === 404) {
    const { pullRequest } = event;
    if (pullRequest?.fork) {
      return `${what}: the token needs ${permission}, and in a pull request from a fork it is read-only. The job summary holds everything.`;
    }
    if (pullRequest?.dependabot) {
      return `${what}: the token needs ${permission}, and in a run that Dependabot started it is read-only unless the job grants it: permissions: ${permission}.`;
    }
    return `${what}: the token lacks a permission. Give the job permissions: ${permission} (GitHub: ${message}).`;
  }
  return `${what}: GitHub refused it with ${status} (${message}).`;
}

/** Was this written by a bot like us, or by whom the token belongs to? A copied marker in a person's text does not count. */
export class Ourselves {
  readonly #octokit: Octokit;
  #login: Promise<string | undefined> | undefined;

  constructor(octokit: Octokit) {
    this.#octokit = octokit;
  }

  async wrote(item: {
    readonly user?: { readonly login: string; readonly type?: string } | null;
  }): Promise<boolean> {
    if (!item.user) return false;
    if (item.user.type === 'Bot') return true;
    // Only a personal access token has a user; the job's own token is refused here.
    this.#login ??= this.#octokit.rest.users
      .getAuthenticated({ request: { retries: 0 } })
      .then(({ data }) => data.login)
      .catch(() => undefined);
    return (await this.#login) === item.user.login;
  }
}
