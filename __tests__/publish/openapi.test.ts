import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commentOnPullRequest } from '../../src/publish/comment.ts';
import { trackIssue } from '../../src/publish/issue.ts';
import { baseFile, changedFiles } from '../../src/publish/pull-request.ts';
import { assembled, clean, small } from '../report/samples.ts';
import { type GitHubSandbox, outsidePullRequests, startGitHub } from './github-sandbox.ts';

interface Operation {
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: object }> };
}
/** An extract of `@octokit/openapi`. */
const description = JSON.parse(
  readFileSync(new URL('../sandbox/fixtures/github-openapi.json', import.meta.url), 'utf8'),
) as { readonly paths: Record<string, Record<string, Operation>> };
const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'github', ...description });

let github: GitHubSandbox;
beforeEach(async () => {
  github = await startGitHub();
  github.sandbox.world.github.files = { main: { 'policy.yml': 'rules: {}' } };
});
afterEach(() => github.sandbox.close());

function operation(method: string, path: string): Operation | undefined {
  const [, found] =
    Object.entries(description.paths).find(([template, methods]) => {
      const pattern = template.replace(/\{path\}/g, '.+').replace(/\{[a-z_]+\}/g, '[^/]+');
      return new RegExp(`^${pattern}$`).test(path) && method.toLowerCase() in methods;
    }) ?? [];
  return found?.[method.toLowerCase()];
}

describe('requests to GitHub', () => {
  it('are those that GitHub describes, with bodies as it describes them', async () => {
    const { context, inputs } = github;
    const access = { event: context.event, inputs };
    for (const report of [assembled(small), assembled(clean), assembled(small)]) {
      expect(await commentOnPullRequest(report, context, inputs)).toBeUndefined();
      expect(await trackIssue(report, outsidePullRequests(context), inputs)).toBeUndefined();
    }
    expect((await changedFiles(access)).ok).toBe(true);
    expect((await baseFile(access, 'policy.yml')).kind).toBe('text');
    expect((await baseFile(access, 'other.yml')).kind).toBe('absent');

    // The repository itself is asked for too; the extract leaves its long description out. And GraphQL is
    // not in GitHub's OpenAPI description.
    const asked = github.sandbox.log.filter(
      ({ service, path }) =>
        service === 'github' && path !== '/repos/contoso/assistant' && path !== '/graphql',
    );
    expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'PATCH']));
    for (const { method, path, body, write } of asked) {
      const described = operation(method, path);
      expect([method, path, described === undefined]).toEqual([method, path, false]);
      if (!write) continue;
      const schema = described?.requestBody?.content['application/json']?.schema ?? false;
      const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"github#/')) as object;
      const valid = ajv.compile(local);
      expect([path, valid(body) ? [] : valid.errors]).toEqual([path, []]);
    }
  }, 60_000);
});
