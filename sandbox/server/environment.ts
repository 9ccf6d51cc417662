import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TOKEN_PATH } from '../identity/github-oidc.ts';
import type { Runtime } from './runtime.ts';

interface EnvironmentOptions {
  readonly runtime: Runtime;
  readonly folder: string;
  readonly caFile: string;
  readonly requestToken: string;
  readonly identityHeader: string;
  readonly githubToken: string;
}

/**
 * The environment of a job's step as the runner sets it, pointed at the sandbox. `INPUT_*` names keep
 * their hyphens, as the runner writes them.
 */
export async function actionEnvironment(
  options: EnvironmentOptions,
): Promise<Record<string, string>> {
  const { runtime, folder, caFile, requestToken, githubToken } = options;
  const { world, urls } = runtime;
  const { github, signIn } = world;
  const { event } = github;
  const eventPath = join(folder, 'event.json');
  await writeFile(eventPath, JSON.stringify(eventPayload(runtime)));
  return {
    NODE_EXTRA_CA_CERTS: caFile,
    'INPUT_CLIENT-ID': signIn.clientId,
    'INPUT_TENANT-ID': signIn.tenantId,
    'INPUT_SUBSCRIPTION-ID': signIn.subscriptionId,
    'INPUT_AUTHORITY-HOST': urls.entra,
    'INPUT_RESOURCE-MANAGER-ENDPOINT': urls.arm,
    'INPUT_INFERENCE-HOSTS': '127.*',
    'INPUT_GITHUB-TOKEN': githubToken,
    ...(github.oidc.enabled
      ? {
          ACTIONS_ID_TOKEN_REQUEST_URL: `${urls.oidc}${TOKEN_PATH}?api-version=2.0`,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
        }
      : {}),
    IDENTITY_ENDPOINT: `${urls.entra}/msi/token`,
    IDENTITY_HEADER: options.identityHeader,
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: urls.github,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: `${github.owner}/${github.repository}`,
    GITHUB_REPOSITORY_OWNER: github.owner,
    GITHUB_REPOSITORY_ID: String(github.repositoryId),
    GITHUB_REPOSITORY_OWNER_ID: String(github.ownerId),
    GITHUB_ACTOR: event.actor ?? 'octocat',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_REF: event.ref,
    GITHUB_SHA: event.sha,
    GITHUB_WORKFLOW: 'Gate',
    GITHUB_WORKFLOW_REF: `${github.owner}/${github.repository}/.github/workflows/gate.yml@${event.ref}`,
    GITHUB_JOB: 'gate',
    GITHUB_RUN_ID: '4242',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_RUN_ATTEMPT: '1',
  };
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads, cut to what steps read. */
function eventPayload(runtime: Runtime): unknown {
  const { github } = runtime.world;
  const fullName = `${github.owner}/${github.repository}`;
  const repository = {
    id: github.repositoryId,
    name: github.repository,
    full_name: fullName,
    owner: { login: github.owner, id: github.ownerId },
    default_branch: github.defaultBranch,
    fork: false,
  };
  const pull = github.pullRequests.find(({ number }) => number === github.event.pullRequest);
  if (!pull) return { repository, ref: github.event.ref };
  return {
    action: 'synchronize',
    number: pull.number,
    repository,
    sender: { login: github.event.actor ?? 'octocat' },
    pull_request: {
      number: pull.number,
      title: pull.title,
      user: { login: github.event.actor ?? 'octocat' },
      head: {
        sha: pull.headSha,
        ref: pull.headRef,
        repo: { full_name: pull.headRepository, fork: pull.headRepository !== fullName },
      },
      base: { sha: pull.baseSha, ref: pull.baseRef, repo: { full_name: fullName, fork: false } },
    },
  };
}
