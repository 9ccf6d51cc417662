import type { Base, GitHubEvent, PullRequest } from '../domain/event.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the run's context from the runner's variables and the event payload. Whatever is missing or of
 * another type is left out: outside GitHub there is none of it.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function readEvent(env: Env, payload: unknown, matrix: string): GitHubEvent {
  const [owner = '', repository = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const serverUrl = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const mergeGroup = readMergeGroup(payload);
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    owner,
    repository,
    pullRequest: readPullRequest(env, payload),
    ...(mergeGroup && { mergeGroup }),
    workflow: env.GITHUB_WORKFLOW ?? '',
    workflowFile: /^[^/]+\/[^/]+\/(.+?)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1],
    job: env.GITHUB_JOB ?? '',
    matrix,
    sha: env.GITHUB_SHA ?? '',
    serverUrl,
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    runUrl: env.GITHUB_RUN_ID
      ? `${serverUrl}/${owner}/${repository}/actions/runs/${env.GITHUB_RUN_ID}`
      : '',
  };
}

function readPullRequest(env: Env, payload: unknown): PullRequest | undefined {
  const pull = member(payload, 'pull_request');
  const number = member(pull, 'number');
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined;
  const headRepository = text(member(member(pull, 'head'), 'repo'), 'full_name');
  const baseRepository = text(member(member(pull, 'base'), 'repo'), 'full_name');
  // A fork that was deleted meanwhile has no head repository any more.
  const fork = headRepository === undefined || headRepository !== baseRepository;
  return {
    number,
    fork,
    dependabot:
      env.GITHUB_ACTOR === 'dependabot[bot]' ||
      text(member(pull, 'user'), 'login') === 'dependabot[bot]',
    baseSha: text(member(pull, 'base'), 'sha') ?? '',
    baseRef: text(member(pull, 'base'), 'ref') ?? '',
    headSha: text(member(pull, 'head'), 'sha') ?? '',
  };
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#merge_group */
function readMergeGroup(payload: unknown): Base | undefined {
  const group = member(payload, 'merge_group');
  const baseSha = text(group, 'base_sha');
  const baseRef = text(group, 'base_ref')?.replace(/^refs\/heads\//, '');
  return baseSha === undefined && baseRef === undefined
    ? undefined
    : { baseSha: baseSha ?? '', baseRef: baseRef ?? '' };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}
