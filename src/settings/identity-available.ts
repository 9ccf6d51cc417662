import type { GitHubEvent } from '../domain/event.ts';
import type { Unknown } from '../domain/observation.ts';

const YAML = 'permissions:\n  id-token: write\n  contents: read';

/**
 * Why the run can get no OIDC token from GitHub, told before one is asked for; `undefined` when it can.
 * https://docs.github.com/actions/reference/security/oidc and, for forks and Dependabot,
 * https://docs.github.com/actions/reference/authentication-in-a-workflow
 */
export function noIdentity(
  event: GitHubEvent,
  env: Readonly<Record<string, string | undefined>>,
): Unknown | undefined {
  if (env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) return undefined;
  const pull = event.pullRequest;
  if (pull?.dependabot) {
    return {
      kind: 'not-signed-in',
      message:
        'This pull request was opened by Dependabot, and GitHub gives such runs no OIDC token.',
      remedy:
        'Nothing to mend in the workflow: source findings stand, and the resources are judged on the next push to the branch or by the scheduled audit.',
    };
  }
  if (pull?.fork) {
    return {
      kind: 'not-signed-in',
      message: 'This pull request comes from a fork, and GitHub gives such runs no OIDC token.',
      remedy:
        'Nothing to mend in the workflow: source findings stand, and the resources are judged after the merge or by the scheduled audit. Do not use pull_request_target to get round it.',
    };
  }
  return {
    kind: 'not-signed-in',
    message: 'GitHub gave this job no OIDC token: the job lacks the permission id-token: write.',
    remedy:
      'Add it to the job; naming one permission sets all others to none. A called reusable workflow needs it in the caller too.',
    commands: [YAML],
    missing: 'workflow',
  };
}

/** A run for which missing ids are no mistake: forks and Dependabot see neither secrets nor variables. */
export function runsWithoutIdentity(
  event: GitHubEvent,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const outsider = event.pullRequest?.fork === true || event.pullRequest?.dependabot === true;
  return outsider && noIdentity(event, env) !== undefined;
}
