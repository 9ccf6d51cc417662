import { setTimeout } from 'node:timers/promises';
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
  const [{ GitHub }, { retry }, { throttling }, options] = await Promise.all([
    import('@actions/github/lib/utils'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
    optionsFor(apiUrl, token),
  ]);
  const patience = (retryAfter: number, _: unknown, __: unknown, retries: number): boolean =>
    retries < 2 && retryAfter <= LONGEST_WAIT_S;
  const octokit = new (GitHub.plugin(retry, throttling))({
    ...options,
    retry: { retries: 2 },
    throttle: { onRateLimit: patience, onSecondaryRateLimit: patience },
  });
  octokit.hook.before('request', (options) => {
    keepTo(apiUrl, octokit.request.endpoint.parse(options).url);
  });
  octokit.hook.error('request', (error, { method }) => {
    throw method === 'GET' ? notEmpty(error) : error;
  });
  octokit.hook.after('request', ({ data }, { method, url }) => {
    if (method === 'GET' && LISTS.test(url)) checkList(data);
  });
  return octokit;
}

/**
 * The client follows the `Link` header of a list wherever it leads, with the token. Here the address is
 * the one that would be asked, put together by the client itself: not every text in a `Link` is absolute.
 * Redirects are the platform's: `fetch` drops the token when the host changes.
 * https://fetch.spec.whatwg.org/#http-redirect-fetch
 * @throws {Error} for another scheme, host or port than the API's, before anything is sent
 */
function keepTo(apiUrl: string, url: string): void {
  const asked = URL.parse(url);
  const own = asked?.origin === new URL(apiUrl).origin && asked.username === '';
  if (own) return;
  throw new Error(`its list goes on at another host, ${asked?.origin ?? url}, which gets no token`);
}

/** The client takes 409 for a list without entries: a pull request would have no files, and none be scanned. */
function notEmpty(error: Error): Error {
  return statusOf(error) === 409
    ? new Error(`HTTP 409: ${error.message}`, { cause: error })
    : error;
}

/** Routes whose answer is a list, as the client writes them. */
const LISTS = /\/(files|comments|issues)$|\/(files|comments|issues)\?/;

/** The client hands on what it got, whatever it is: a proxy's page, or JSON that lacks members. */
function checkList(data: unknown): void {
  const isList =
    Array.isArray(data) && data.every((item) => typeof item === 'object' && item !== null);
  if (!isList) throw new Error('its answer is not the list that GitHub documents');
}

async function optionsFor(
  apiUrl: string,
  token: string,
): Promise<ConstructorParameters<typeof GitHub>[0]> {
  const { getOctokitOptions, defaults } = await import('@actions/github/lib/utils');
  const send = defaults.request?.fetch as typeof fetch | undefined;
  const withTimeout: typeof fetch = (input, init) =>
    (send ?? fetch)(input, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  return getOctokitOptions(token, {
    baseUrl: apiUrl,
    userAgent: 'foundry-entra-gate',
    request: { ...defaults.request, fetch: withTimeout },
    // What went wrong is told by our own warning, once.
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
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

/** The job's own token acts as this app, on Enterprise Servers too. */
const JOBS_OWN = 'github-actions[bot]';

/**
 * Was this written by whom the token acts as? A marker that a person or another bot copied does not count:
 * it could make us edit their text, or keep silent because we may not.
 */
export class Ourselves {
  readonly #access: GitHubAccess;
  #login: Promise<string> | undefined;

  constructor(access: GitHubAccess) {
    this.#access = access;
  }

  async wrote(item: { readonly user?: { readonly login: string } | null }): Promise<boolean> {
    if (!item.user) return false;
    this.#login ??= this.#ask();
    return (await this.#login) === item.user.login;
  }

  /**
   * GraphQL's `viewer` names people and apps alike; `GET /user` and `GET /app` refuse the token of a job.
   * Asked by a client without GitHub's pace for writes, which counts each question of GraphQL as one.
   * https://docs.github.com/graphql/reference/queries#viewer
   */
  async #ask(): Promise<string> {
    const { event, inputs } = this.#access;
    const { GitHub } = await import('@actions/github/lib/utils');
    const octokit = new GitHub(await optionsFor(event.apiUrl, inputs.githubToken));
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await octokit.graphql<{ viewer?: { login?: unknown } } | undefined>(
          'query { viewer { login } }',
        );
        const login = answer?.viewer?.login;
        if (typeof login === 'string') return login;
        throw new Error('its answer does not say whom the token acts as');
      } catch (error) {
        if (isRefusal(error)) return JOBS_OWN;
        // To guess would be to write a second comment beside our own.
        if (attempt === ATTEMPTS) throw error;
        await setTimeout(attempt * PAUSE_MS);
      }
    }
  }
}

const ATTEMPTS = 3;
const PAUSE_MS = 1_000;

/** GitHub does not serve the question, or not to this token. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error) ?? 0;
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return isFinal || (error instanceof Error && error.name === 'GraphqlResponseError');
}
