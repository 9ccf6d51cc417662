import { header, type Call, type Reply, type Service } from '../server/exchange.ts';
import { compile } from '../server/path-pattern.ts';
import type { Runtime } from '../server/runtime.ts';
import { contentRoutes } from './contents.ts';
import { githubErrors } from './errors.ts';
import { issueRoutes } from './issues.ts';
import { pullRoutes } from './pulls.ts';
import type { GitHubRoute } from './route.ts';
import { tokenLogin, viewer } from './viewer.ts';
import { Views } from './views.ts';

/** GitHub's REST API for one repository and GraphQL's `viewer`, with the permissions of the job's token. */
export function github(runtime: Runtime, token: string): Service {
  const table = [...pullRoutes(runtime), ...issueRoutes(runtime), ...contentRoutes(runtime)].map(
    (route) => ({ route, pattern: compile(`/repos/{owner}/{repo}${route.path}`) }),
  );
  let used = 0;
  return (call: Call): Reply => {
    const given = /^(?:bearer|token) (.+)$/i.exec(header(call, 'authorization') ?? '')?.[1];
    if (given !== token) throw githubErrors.badCredentials();
    call.caller = tokenLogin(runtime.world.github);
    used += 1;
    const reply = route(runtime, call, table);
    return {
      ...reply,
      headers: {
        'x-github-media-type': 'github.v3; format=json',
        'x-github-request-id': call.id,
        'x-ratelimit-limit': '1000',
        'x-ratelimit-remaining': String(Math.max(0, 1_000 - used)),
        'x-ratelimit-reset': String(Math.floor(runtime.clock.now() / 1_000) + 3_600),
        'x-ratelimit-used': String(used),
        'x-ratelimit-resource': 'core',
        ...reply.headers,
      },
    };
  };
}

function route(
  runtime: Runtime,
  call: Call,
  table: readonly { readonly route: GitHubRoute; readonly pattern: RegExp }[],
): Reply {
  const { world } = runtime;
  if (call.method === 'POST' && call.path === '/graphql') return viewer(world.github, call);
  for (const { route: candidate, pattern } of table) {
    if (candidate.method !== call.method) continue;
    const match = pattern.exec(call.path);
    if (!match) continue;
    const params = Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
    const views = new Views(world.github, runtime.urls.github);
    if (
      `${params.owner ?? ''}/${params.repo ?? ''}`.toLowerCase() !== views.fullName.toLowerCase()
    ) {
      throw githubErrors.notFound();
    }
    checkPermission(runtime, candidate);
    return candidate.handle(Object.assign(call, { params, views }));
  }
  throw githubErrors.notFound();
}

/** @throws Refusal 403 */
function checkPermission(runtime: Runtime, { permissions, level }: GitHubRoute): void {
  const granted = runtime.world.github.permissions;
  const enough = permissions.some(
    (permission) =>
      permission === 'metadata' ||
      granted[permission] === 'write' ||
      (level === 'read' && granted[permission] === 'read'),
  );
  if (!enough) throw githubErrors.notAccessible(permissions, level);
}
