import { header, jsonBody, ok, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import { githubErrors } from './errors.ts';
import type { GitHubCall, GitHubRoute } from './route.ts';

/** Files of the repository, its refs, its workflow runs' jobs, and uploads to code scanning. */
export function contentRoutes(runtime: Runtime): GitHubRoute[] {
  const { world } = runtime;
  return [
    {
      method: 'GET',
      path: '',
      permissions: ['metadata'],
      level: 'read',
      handle: (call) => ok(call.views.repository()),
    },
    {
      method: 'GET',
      path: '/contents/{path...}',
      permissions: ['contents'],
      level: 'read',
      handle: (call) => contents(runtime, call),
    },
    {
      method: 'GET',
      path: '/git/ref/{ref...}',
      permissions: ['contents'],
      level: 'read',
      handle: (call) => {
        const ref = `refs/${call.params.ref ?? ''}`;
        const { github } = world;
        const known = ref === `refs/heads/${github.defaultBranch}` || ref === github.event.ref;
        if (!known) throw githubErrors.notFound();
        const url = `${runtime.urls.github}/repos/${call.views.fullName}/git`;
        return ok({
          ref,
          node_id: Buffer.from(ref).toString('base64'),
          url: `${url}/${ref}`,
          object: {
            type: 'commit',
            sha: github.event.sha,
            url: `${url}/commits/${github.event.sha}`,
          },
        });
      },
    },
    {
      method: 'GET',
      path: '/actions/runs/{run}/attempts/{attempt}/jobs',
      permissions: ['actions'],
      level: 'read',
      handle: () => ok({ total_count: 1, jobs: [{ id: 1, run_id: 4242, name: 'gate' }] }),
    },
    {
      method: 'POST',
      path: '/code-scanning/sarifs',
      permissions: ['security-events'],
      level: 'write',
      handle: (call) => {
        const { commit_sha: commitSha, ref, sarif } = jsonBody(call) ?? {};
        if (typeof commitSha !== 'string' || typeof ref !== 'string' || typeof sarif !== 'string') {
          throw githubErrors.invalid('Sarif', 'sarif', 'commit_sha, ref and sarif are required');
        }
        world.github.sarifs.push({ commitSha, ref, sarif });
        const id = call.id;
        const url = `${runtime.urls.github}/repos/${call.views.fullName}/code-scanning/sarifs/${id}`;
        return { status: 202, body: { id, url } };
      },
    },
  ];
}

function contents(runtime: Runtime, call: GitHubCall): Reply {
  const { github } = runtime.world;
  const ref = (call.query.get('ref') ?? github.defaultBranch).replace(/^refs\/heads\//, '');
  const files = github.files[ref];
  const path = call.params.path ?? '';
  const text = files?.[path];
  if (text !== undefined) {
    const raw = /vnd\.github\.(v3\.)?raw/.test(header(call, 'accept') ?? '');
    return raw
      ? { status: 200, headers: { 'content-type': 'application/vnd.github.raw+json' }, body: text }
      : ok(call.views.contents(path, text, ref));
  }
  const below = Object.entries(files ?? {}).filter(([name]) => name.startsWith(`${path}/`));
  if (below.length === 0) throw githubErrors.notFound();
  return ok(
    below.map(([name, content]) =>
      Object.fromEntries(
        Object.entries(call.views.contents(name, content, ref)).filter(
          ([member]) => member !== 'content' && member !== 'encoding',
        ),
      ),
    ),
  );
}
