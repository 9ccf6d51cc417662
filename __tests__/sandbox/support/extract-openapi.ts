/**
 * Cuts GitHub's OpenAPI description down to the operations that the sandbox serves and all schemas they
 * need. The whole description is 12 MB, its npm package half a gigabyte, so the cut is kept as a fixture.
 *
 *   npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
 *   node __tests__/sandbox/support/extract-openapi.ts package/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Json = Record<string, unknown>;

const OPERATIONS: readonly (readonly [path: string, methods: readonly string[]])[] = [
  ['/repos/{owner}/{repo}/pulls/{pull_number}/files', ['get']],
  ['/repos/{owner}/{repo}/issues', ['get', 'post']],
  ['/repos/{owner}/{repo}/issues/{issue_number}', ['get', 'patch']],
  ['/repos/{owner}/{repo}/issues/{issue_number}/comments', ['get', 'post']],
  ['/repos/{owner}/{repo}/issues/comments/{comment_id}', ['get', 'patch']],
  ['/repos/{owner}/{repo}/contents/{path}', ['get']],
  ['/repos/{owner}/{repo}/git/ref/{ref}', ['get']],
  ['/repos/{owner}/{repo}/code-scanning/sarifs', ['post']],
];

const [source = ''] = process.argv.slice(2);
const api = JSON.parse(readFileSync(source, 'utf8')) as {
  paths: Record<string, Record<string, Json>>;
  components: Record<string, Record<string, unknown>>;
};
const needed: Record<string, Record<string, unknown>> = {};

function collect(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(collect);
  if (typeof value !== 'object' || value === null) return value;
  // JSON Schema has no "nullable" beside a reference or a choice.
  if ('nullable' in value && !('type' in value)) {
    const { nullable, ...rest } = value;
    return nullable === true ? { anyOf: [collect(rest), { type: 'null' }] } : collect(rest);
  }
  if ('nullable' in value && 'enum' in value && Array.isArray(value.enum)) {
    const allowed: unknown[] = value.enum;
    if (!allowed.includes(null)) return collect({ ...value, enum: [...allowed, null] });
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'examples' && key !== 'example' && key !== 'description')
      .map(([key, inner]) => {
        if (key === '$ref' && typeof inner === 'string') visit(inner);
        return [key, collect(inner)];
      }),
  );
}

function visit(reference: string): void {
  const [, , kind = '', name = ''] = reference.split('/');
  const group = (needed[kind] ??= {});
  if (name in group) return;
  group[name] = {};
  group[name] = collect(api.components[kind]?.[name]);
}

const paths = Object.fromEntries(
  OPERATIONS.map(([path, methods]) => [
    path,
    Object.fromEntries(
      methods.map((method) => {
        const { parameters, requestBody, responses } = api.paths[path]?.[method] ?? {};
        return [method, collect({ parameters, requestBody, responses })];
      }),
    ),
  ]),
);
const target = new URL('../fixtures/github-openapi.json', import.meta.url);
writeFileSync(target, JSON.stringify({ paths, components: needed }));
