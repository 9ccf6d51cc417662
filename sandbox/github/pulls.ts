import { ok } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { PullRequest } from '../world.ts';
import { githubErrors } from './errors.ts';
import { githubPage } from './paging.ts';
import type { GitHubCall, GitHubRoute } from './route.ts';

/** GitHub lists no more files of a pull request than this. */
const MOST_FILES = 3_000;

export function pullRoutes(runtime: Runtime): GitHubRoute[] {
  const find = (call: GitHubCall): PullRequest => {
    const number = Number(call.params.number);
    const found = runtime.world.github.pullRequests.find((pull) => pull.number === number);
    if (!found) throw githubErrors.notFound();
    return found;
  };
  return [
    {
      method: 'GET',
      path: '/pulls/{number}',
      permissions: ['pull-requests'],
      level: 'read',
      handle: (call) => ok(call.views.pull(find(call))),
    },
    {
      method: 'GET',
      path: '/pulls/{number}/files',
      permissions: ['pull-requests'],
      level: 'read',
      handle: (call) => {
        const pull = find(call);
        return githubPage(call, pull.files.slice(0, MOST_FILES), (file) =>
          call.views.file(pull, file),
        );
      },
    },
  ];
}
