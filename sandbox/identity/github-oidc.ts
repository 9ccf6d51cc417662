import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { header, type Call, type Reply, type Service } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { GitHubWorld } from '../world.ts';
import type { SigningKey } from './signing-keys.ts';

export const TOKEN_PATH = '/oidc/idtoken';

/**
 * GitHub's token service as a job sees it: `GET {ACTIONS_ID_TOKEN_REQUEST_URL}&audience=...`.
 * https://docs.github.com/actions/reference/security/oidc
 */
export function githubOidc(runtime: Runtime, key: SigningKey, requestToken: string): Service {
  return async (call: Call): Promise<Reply> => {
    if (call.path === '/.well-known/jwks') return { status: 200, body: { keys: [key.jwk] } };
    const github = runtime.world.github;
    if (call.path !== TOKEN_PATH || call.method !== 'GET') {
      return { status: 404, body: { message: 'Not Found' } };
    }
    if (!github.oidc.enabled || header(call, 'authorization') !== `Bearer ${requestToken}`) {
      return { status: 401, body: { $id: '1', message: 'Not authorized.' } };
    }
    call.caller = `${github.owner}/${github.repository}`;
    const audience =
      call.query.get('audience') ?? `https://github.com/${encodeURIComponent(github.owner)}`;
    const now = Math.floor(runtime.clock.now() / 1_000);
    const value = await new SignJWT({ ...claims(github), jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: key.kid })
      .setIssuer(github.oidc.issuer)
      .setAudience(audience)
      .setSubject(subjectOf(github))
      .setIssuedAt(now)
      .setNotBefore(now)
      .setExpirationTime(now + runtime.behaviour.assertionSeconds)
      .sign(key.privateKey);
    runtime.secrets.add(value);
    return { status: 200, body: { count: value.length, value } };
  };
}

/** The subject of the job's token; an environment wins over everything else. */
export function subjectOf(github: GitHubWorld): string {
  const { oidc, event } = github;
  if (oidc.subject !== undefined) return oidc.subject;
  const repository = oidc.immutable
    ? `${github.owner}@${github.ownerId}/${github.repository}@${github.repositoryId}`
    : `${github.owner}/${github.repository}`;
  if (oidc.environment !== undefined) {
    return `repo:${repository}:environment:${oidc.environment.replaceAll(':', '%3A')}`;
  }
  return event.name === 'pull_request'
    ? `repo:${repository}:pull_request`
    : `repo:${repository}:ref:${event.ref}`;
}

function claims(github: GitHubWorld): Record<string, string> {
  const { event, oidc } = github;
  const repository = `${github.owner}/${github.repository}`;
  const workflow = `${repository}/.github/workflows/gate.yml@${event.ref}`;
  return {
    actor: event.actor ?? 'octocat',
    actor_id: '583231',
    base_ref: '',
    ...(oidc.environment === undefined ? {} : { environment: oidc.environment }),
    event_name: event.name,
    head_ref: '',
    job_workflow_ref: workflow,
    job_workflow_sha: event.sha,
    ref: event.ref,
    ref_type: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository,
    repository_id: String(github.repositoryId),
    repository_owner: github.owner,
    repository_owner_id: String(github.ownerId),
    repository_visibility: 'private',
    run_attempt: '1',
    run_id: '4242',
    run_number: '42',
    runner_environment: 'github-hosted',
    sha: event.sha,
    workflow: 'Gate',
    workflow_ref: workflow,
    workflow_sha: event.sha,
  };
}
