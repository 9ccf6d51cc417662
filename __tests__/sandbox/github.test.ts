import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { secondaryRateLimit } from '../../sandbox/server/fault-presets.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { ask, at, type WireAnswer } from './support/wire.ts';

type Media = Record<string, { schema?: object }>;
interface Operation {
  readonly requestBody?: { readonly content: Media };
  readonly responses: Record<string, { $ref?: string; content?: Media }>;
}
interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly responses: Record<string, { content?: Media }> };
}

const description = JSON.parse(
  readFileSync(new URL('./fixtures/github-openapi.json', import.meta.url), 'utf8'),
) as Description;
const ajv = new Ajv({ strict: false, allErrors: true });
(formats as unknown as (ajv: Ajv) => void)(ajv);
ajv.addSchema({ $id: 'github', ...description });

/** Validates against a schema of GitHub's description. */
function check(what: string, schema: object | undefined, value: unknown): void {
  if (!schema) throw new Error(`${what}: not described`);
  const local = JSON.stringify(schema).replaceAll('"#/', '"github#/');
  const validate: ValidateFunction = ajv.compile(JSON.parse(local) as object);
  validate(value);
  expect({ what, errors: validate.errors }).toEqual({ what, errors: null });
}

function operation(method: string, template: string): Operation {
  const found = description.paths[`/repos/{owner}/{repo}${template}`]?.[method.toLowerCase()];
  if (!found) throw new Error(`${method} ${template} is not described`);
  return found;
}

let sandbox: Sandbox;
const ROOT = '/repos/contoso/assistant';

beforeEach(async () => {
  const world = compliantWorld();
  const { github } = world;
  github.files = { main: { 'README.md': 'Grüße 👋\n', 'infra/main.bicep': 'param a string\n' } };
  github.pullRequests = [
    {
      number: 7,
      title: 'Use Entra ID',
      headSha: 'b'.repeat(40),
      headRef: 'entra',
      baseSha: 'a'.repeat(40),
      baseRef: 'main',
      headRepository: 'contoso/assistant',
      files: Array.from({ length: 230 }, (_, index) => ({
        filename: `src/file ${index}.py`,
        status: 'modified' as const,
        patch: '@@ -1 +1 @@\n-key\n+token',
      })),
    },
  ];
  sandbox = await startSandbox(world);
});
afterEach(() => sandbox.close());

/** Asks, and holds question and answer to GitHub's description of the operation. */
async function call(
  method: string,
  template: string,
  path: string,
  body?: unknown,
): Promise<WireAnswer> {
  const described = operation(method, template);
  if (body !== undefined) {
    check(
      `${method} ${path} request`,
      described.requestBody?.content['application/json']?.schema,
      body,
    );
  }
  const answer = await raw(method, path, body);
  const response = described.responses[String(answer.status)];
  const name = response?.$ref?.split('/').at(-1);
  const content =
    name === undefined ? response?.content : description.components.responses[name]?.content;
  check(`${method} ${path} ${answer.status}`, content?.['application/json']?.schema, answer.json);
  return answer;
}

function raw(method: string, path: string, body?: unknown, headers = {}): Promise<WireAnswer> {
  return ask(sandbox, `${sandbox.urls.github}${ROOT}${path}`, {
    method,
    token: sandbox.env['INPUT_GITHUB-TOKEN'] ?? '',
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

describe("GitHub's REST API, as GitHub describes it", () => {
  it('lists the files of a pull request by pages that link to the next', async () => {
    const template = '/pulls/{pull_number}/files';
    const first = await call('GET', template, '/pulls/7/files?per_page=100');
    expect(first.json).toHaveLength(100);
    expect(first.headers.link).toMatch(/[?&]page=2>; rel="next".*[?&]page=3>; rel="last"/);
    const last = await call('GET', template, '/pulls/7/files?per_page=100&page=3');
    expect(last.json).toHaveLength(30);
    expect(last.headers.link).not.toContain('rel="next"');
    expect((await raw('GET', '/pulls/8/files')).status).toBe(404);
  });

  it('creates, lists and edits comments of a pull request', async () => {
    const comments = '/issues/{issue_number}/comments';
    const made = await call('POST', comments, '/issues/7/comments', { body: 'first' });
    const id = Number(at(made.json, 'id'));
    expect(at(made.json, 'user', 'login')).toBe('github-actions[bot]');
    await call('PATCH', '/issues/comments/{comment_id}', `/issues/comments/${id}`, {
      body: 'second',
    });
    const list = await call('GET', comments, '/issues/7/comments');
    expect(at(list.json, 0, 'body')).toBe('second');
    await call('GET', '/issues/comments/{comment_id}', `/issues/comments/${id}`);
    sandbox.world.github.issues = [];
    expect((await raw('PATCH', `/issues/comments/${id}`, { body: 'x' })).status).toBe(404);
  });

  it('opens, finds, edits and closes an issue', async () => {
    const made = await call('POST', '/issues', '/issues', {
      title: 'Keys are on',
      body: 'b',
      labels: ['entra'],
    });
    const number = Number(at(made.json, 'number'));
    expect(number).toBe(8);
    const path = `/issues/${number}`;
    expect((await call('GET', '/issues', '/issues?labels=entra&state=open')).json).toHaveLength(1);
    const closed = await call('PATCH', '/issues/{issue_number}', path, {
      state: 'closed',
      state_reason: 'completed',
    });
    expect(at(closed.json, 'state')).toBe('closed');
    expect((await call('GET', '/issues', '/issues?labels=entra&state=open')).json).toHaveLength(0);
    expect((await call('GET', '/issues', '/issues?state=all')).json).toHaveLength(1);
    await call('GET', '/issues/{issue_number}', path);
    await call('GET', '/issues/{issue_number}', '/issues/999');
  });

  it('reads a file as JSON and raw, a folder, and a branch', async () => {
    const file = await call('GET', '/contents/{path}', '/contents/README.md?ref=main');
    expect(Buffer.from(String(at(file.json, 'content')), 'base64').toString()).toBe('Grüße 👋\n');
    const plain = await raw('GET', '/contents/infra/main.bicep', undefined, {
      accept: 'application/vnd.github.raw+json',
    });
    expect(plain.text).toBe('param a string\n');
    await call('GET', '/contents/{path}', '/contents/infra?ref=main');
    await call('GET', '/contents/{path}', '/contents/none.yml?ref=main');
    await call('GET', '/git/ref/{ref}', '/git/ref/heads/main');
  });

  it('takes a SARIF log', async () => {
    const body = { commit_sha: 'a'.repeat(40), ref: 'refs/heads/main', sarif: 'H4sIAAAA' };
    expect(
      (await call('POST', '/code-scanning/sarifs', '/code-scanning/sarifs', body)).status,
    ).toBe(202);
    expect(sandbox.world.github.sarifs).toHaveLength(1);
  });

  it('refuses a comment that is too long, counting characters', async () => {
    const comments = '/issues/{issue_number}/comments';
    expect(
      (await call('POST', comments, '/issues/7/comments', { body: '👋'.repeat(65_536) })).status,
    ).toBe(201);
    expect(
      (await call('POST', comments, '/issues/7/comments', { body: 'x'.repeat(65_537) })).status,
    ).toBe(422);
    expect((await call('POST', comments, '/issues/7/comments', { body: ' ' })).status).toBe(422);
  });

  it("refuses what the job's token may not do, and names the permission", async () => {
    sandbox.world.github.permissions = { contents: 'read' };
    const answer = await raw('POST', '/issues/7/comments', { body: 'x' });
    expect(answer.status).toBe(403);
    expect(at(answer.json, 'message')).toBe('Resource not accessible by integration');
    expect(answer.headers['x-accepted-github-permissions']).toBe(
      'issues=write; pull_requests=write',
    );
    expect((await raw('GET', '/pulls/7/files')).status).toBe(403);
    expect((await raw('GET', '/contents/README.md')).status).toBe(200);
  });

  it("edits no other's comment, and takes no other's token", async () => {
    sandbox.world.github.issues.push({
      number: 9,
      title: '',
      body: '',
      state: 'open',
      labels: [],
      author: 'ada',
      comments: [{ id: 5, body: 'mine', author: 'ada' }],
    });
    expect((await raw('PATCH', '/issues/comments/5', { body: 'yours' })).status).toBe(403);
    const url = `${sandbox.urls.github}${ROOT}/issues`;
    expect((await ask(sandbox, url, { token: 'ghs_other' })).status).toBe(401);
    expect(
      (
        await ask(sandbox, url.replace('assistant', 'other'), {
          token: sandbox.env['INPUT_GITHUB-TOKEN'] ?? '',
        })
      ).status,
    ).toBe(404);
  });

  it('slows down by its secondary rate limit when told to', async () => {
    sandbox.faults.add(secondaryRateLimit(1, 3));
    const first = await raw('GET', '/issues');
    expect([first.status, first.headers['retry-after']]).toEqual([403, '3']);
    expect((await raw('GET', '/issues')).status).toBe(200);
  });
});
