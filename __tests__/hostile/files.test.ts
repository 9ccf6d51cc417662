import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Report } from '../../src/domain/report.ts';
import { mergeShards } from '../../src/pipeline/merge-shards.ts';
import { marker } from '../../src/report/marker.ts';
import { renderSummary } from '../../src/report/markdown.ts';
import { readBaseline } from '../../src/settings/baseline.ts';
import { readEvent } from '../../src/settings/event.ts';
import { DEFAULTS } from '../../src/settings/defaults.ts';
import { readInputs } from '../../src/settings/inputs.ts';
import { readPolicy } from '../../src/settings/policy.ts';
import { realPath } from '../../src/settings/real-path.ts';
import { readStep } from '../../src/settings/step.ts';
import { Folder } from '../scan/repository.ts';
import { PATIENCE_MS, runs } from './support/effort.ts';
import { Scratch } from './support/scratch.ts';
import { asText, change, changed, hostileText, isPolluted } from './support/values.ts';
import { CONTEXT, settingsFor } from './support/whole-run.ts';

/** Long enough for a busy machine; what hangs takes minutes. */
const LONGEST_MS = 15_000;

/** Ends in time, in a value or in errors that are sentences, and leaves what all objects share alone. */
async function soundly(
  read: () => unknown,
): Promise<{ readonly ok: boolean; readonly errors: readonly string[] }> {
  const started = performance.now();
  const result = (await read()) as { readonly ok: boolean; readonly errors?: readonly string[] };
  expect(performance.now() - started).toBeLessThan(LONGEST_MS);
  expect(isPolluted()).toBe(false);
  for (const error of result.errors ?? []) {
    expect(error.length).toBeLessThan(5_000);
    expect(error).not.toMatch(/\bat .+:\d+:\d+\)|call stack|\[object |undefined/);
  }
  expect(result.ok || (result.errors ?? []).length > 0).toBe(true);
  return { ok: result.ok, errors: result.errors ?? [] };
}

describe('inputs of the action', () => {
  it(
    'of any text are usable or told as wrong',
    async () => {
      const names = Object.keys(DEFAULTS).filter(
        (name) => name !== 'report-file' && name !== 'sarif-file',
      );
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), hostileText), async (values) => {
          const env = Object.fromEntries(
            Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
          );
          await soundly(() => readStep(env));
        }),
        runs(200),
      );
    },
    PATIENCE_MS,
  );

  it('name no file outside the workspace, neither by dots nor by links', () => {
    using scratch = new Scratch();
    mkdirSync(scratch.at('workspace', 'inside'), { recursive: true });
    mkdirSync(scratch.at('outside'));
    const link = (to: string, from: string): void => {
      symlinkSync(to, scratch.at('workspace', from));
    };
    writeFileSync(scratch.at('outside', 'kept.json'), 'kept');
    link(scratch.at('outside'), 'folder');
    link(scratch.at('outside', 'kept.json'), 'file.json');
    link(scratch.at('outside', 'new.json'), 'dangling.json');
    link('../outside/new.json', 'relative.json');
    link('circle.json', 'circle.json');
    link('inside', 'within');
    const errorsOf = (file: string): readonly string[] => {
      const read = readInputs({
        input: (name) => (name === 'report-file' ? file : ''),
        env: {},
        resolve: (given) => path.resolve(scratch.at('workspace'), given),
        real: realPath,
        writable: [scratch.at('workspace')],
        withoutIdentity: false,
      });
      return read.ok ? [] : read.errors;
    };
    for (const file of [
      '../outside/x.json',
      'inside/../../outside/x.json',
      scratch.at('outside', 'x.json'),
      scratch.at('workspace-beside', 'x.json'),
      'folder/x.json',
      'folder/deeper/x.json',
      'file.json',
      'dangling.json',
      'relative.json',
      'circle.json',
      'within/../../outside/x.json',
    ]) {
      expect([file, errorsOf(file)]).toEqual([
        file,
        [expect.stringMatching(/^report-file: .* is not usable: a path /)],
      ]);
    }
    for (const file of [
      'x.json',
      'inside/x.json',
      'within/x.json',
      'inside/../x.json',
      'new/x.json',
    ]) {
      expect([file, errorsOf(file)]).toEqual([file, []]);
    }
  });
});

const POLICY = `
resources: [contoso-ai]
principals: ['group:64000000-1111-4222-8333-000000000001']
rules: { keys-unread: off }
key-readers: { allow: [64000000-1111-4222-8333-000000000001] }
exemptions:
  - { rule: keys-disabled, resource: x, reason: why, expires: 2026-06-30 }
overrides:
  - { resource: '*-dev', rules: { keys-refused: off } }
`;

describe('a policy file', () => {
  const read = (text: string): Promise<{ ok: boolean; errors: readonly string[] }> =>
    soundly(() => readPolicy(text, 'policy.yml'));

  it(
    'of any JSON, with anything in a place of it, or of noise is read or refused',
    async () => {
      const policy = parse(POLICY) as unknown;
      const cut = fc.tuple(fc.nat(POLICY.length), fc.nat(20), hostileText);
      await fc.assert(
        fc.asyncProperty(change, cut, async (one, [at, length, noise]) => {
          await read(asText(one.other));
          await read(asText(changed(policy, one)));
          await read(POLICY.slice(0, at) + noise + POLICY.slice(at + length));
        }),
        runs(40),
      );
    },
    PATIENCE_MS,
  );

  const levels = Array.from({ length: 30 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x,x,x,x,x,x,x,x,x]'
      : `a${level}: &a${level} [${`*a${level - 1},`.repeat(9)}]`,
  );
  it.each<[string, string]>([
    ['an alias bomb', levels.join('\n')],
    ['an alias bomb of keys', `a: &a [x]\n? [${'*a,'.repeat(500)}]\n: 1`],
    ['an alias of itself', 'resources: &a [*a]'],
    ['merge keys', `a: &a {x: 1}\nb: &b {<<: *a}\nc: {<<: [${'*b,'.repeat(200)}]}`],
    ['lists in lists', '['.repeat(100_000)],
    ['maps in maps', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['questions', '? '.repeat(100_000)],
    ['questions and dashes', '? - '.repeat(60_000)],
    [
      'ever deeper lines',
      Array.from({ length: 900 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ],
    ['tags', `${'!!map '.repeat(20_000)}x`],
    ['anchors', Array.from({ length: 20_000 }, (_, index) => `- &a${index} x`).join('\n')],
    ['one long key', `? ${'x'.repeat(400_000)}\n: 1`],
    ['a huge number', `rules: ${'9'.repeat(400_000)}`],
    ['quotes', "'".repeat(400_001)],
    ['folded text', `role: >\n${'  x\n\n'.repeat(80_000)}`],
    ['comments', '# x\n'.repeat(120_000)],
    ['documents', '---\n'.repeat(30_000)],
    ['directives', '%YAML 1.2\n'.repeat(40_000)],
    [
      'members of all objects',
      '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}',
    ],
  ])('of %s ends in time, and is refused', async (_, text) => {
    const { ok } = await read(text);
    // Comments and directives alone say nothing, which a policy file may do.
    expect(ok && !/^[#%]/.test(text)).toBe(false);
  });
});

const REPORT: Report = {
  version: 1,
  mode: 'check',
  compliant: false,
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:00:01.000Z',
  resources: [
    { id: '/subscriptions/x', name: 'x', kind: 'OpenAI', location: 'x', compliant: false },
  ],
  findings: [
    {
      rule: 'keys-disabled',
      severity: 'error',
      status: 'fail',
      resource: '/subscriptions/x',
      message: 'm',
    },
  ],
  changes: [],
  stats: { requests: 1, retries: 0, throttled: 0, durationMs: 1 },
  coverage: { seen: 1, judged: 1, unknown: 0 },
  shard: '1/1',
};

describe('a report', () => {
  it(
    'given as baseline is read or refused, whatever is in it',
    async () => {
      await fc.assert(
        fc.asyncProperty(change, async (one) => {
          await soundly(() => readBaseline(asText(one.other), 'b.json'));
          await soundly(() => readBaseline(asText(changed(REPORT, one)), 'b.json'));
        }),
        runs(200),
      );
    },
    PATIENCE_MS,
  );

  it(
    'given as a shard is merged or refused, and never merged into a pass that it is not',
    async () => {
      using folder = new Folder({});
      const file = path.join(folder.root, 'shard.json');
      const settings = settingsFor('check', { 'merge-reports': file });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
          writeFileSync(file, asText(changes.reduce<unknown>(changed, REPORT)));
          const merged = await mergeShards(settings, undefined);
          expect(isPolluted()).toBe(false);
          if (!merged.ok) {
            expect(merged.errors[0]).toMatch(/^merge-reports: /);
            return;
          }
          expect(renderSummary(merged.report, CONTEXT)).toContain('Foundry Entra Gate');
          const still = merged.report.findings.some(
            ({ status, severity }) => status === 'fail' && severity === 'error',
          );
          expect(merged.report.compliant && still).toBe(false);
        }),
        runs(30),
      );
    },
    PATIENCE_MS,
  );

  it.each(['1/99999999', '0/0', '2/1', '1e9/1e9', '-1/-1', '1/9007199254740993', 'x', '1/1000000'])(
    'that says it is shard %j ends in time',
    async (shard) => {
      using folder = new Folder({ 'shard.json': JSON.stringify({ ...REPORT, shard }) });
      const file = path.join(folder.root, 'shard.json');
      const started = performance.now();
      const merged = await mergeShards(settingsFor('check', { 'merge-reports': file }), undefined);
      expect(performance.now() - started).toBeLessThan(LONGEST_MS);
      expect(merged.ok && merged.report.compliant).toBe(false);
    },
  );
});

describe('the payload of an event', () => {
  it(
    'is believed in nothing but what has the right type',
    () => {
      const payload = {
        pull_request: {
          number: 7,
          user: { login: 'octocat' },
          head: { sha: 'b', ref: 'x', repo: { full_name: 'a/b' } },
          base: { sha: 'a', ref: 'main', repo: { full_name: 'a/b' } },
        },
      };
      fc.assert(
        fc.property(change, hostileText, (one, text) => {
          for (const value of [one.other, changed(payload, one)]) {
            const event = readEvent(
              { GITHUB_REPOSITORY: text, GITHUB_WORKFLOW_REF: text, GITHUB_SHA: text },
              value,
              text,
            );
            const pull = event.pullRequest;
            if (pull) {
              expect(Number.isSafeInteger(pull.number) && pull.number > 0).toBe(true);
              expect(typeof pull.fork).toBe('boolean');
            }
            // A comment's marker is one line that nothing in it can end.
            expect(marker('comment', event)).toMatch(/^<!-- [^<>]* -->$/);
            expect(marker('comment', event).slice(4, -3)).not.toContain('--');
          }
          expect(isPolluted()).toBe(false);
        }),
        runs(300),
      );
    },
    PATIENCE_MS,
  );

  it('that is no file of JSON tells nothing and stops nothing', () => {
    using scratch = new Scratch();
    writeFileSync(scratch.at('event.json'), '{"pull_request":');
    for (const file of [scratch.root, scratch.at('none'), scratch.at('event.json'), '\0']) {
      const read = readStep({ GITHUB_EVENT_PATH: file, INPUT_SCAN: 'all' });
      expect(read.ok && read.step.event.pullRequest).toBeFalsy();
    }
  });
});
