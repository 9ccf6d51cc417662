import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gate-publish-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly lines: readonly string[];
  readonly outputs: string;
  readonly ms: number;
}

async function run(sample: string, env: Record<string, string> = {}): Promise<Ran> {
  const output = path.join(folder, 'output');
  const summary = path.join(folder, 'summary');
  await Promise.all([writeFile(output, ''), writeFile(summary, '')]);
  const started = performance.now();
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [path.join(import.meta.dirname, 'publish-sample.ts')],
      {
        env: {
          PATH: process.env.PATH ?? '',
          SAMPLE: sample,
          RUNNER_TEMP: folder,
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
          ...env,
        },
      },
      (_, text) => {
        resolve({ code: child.exitCode ?? -1, stdout: text });
      },
    );
  });
  return {
    code,
    lines: stdout.trimEnd().split('\n'),
    outputs: await readFile(output, 'utf8'),
    ms: performance.now() - started,
  };
}

/** Values of the outputs, read as the runner reads them. */
function outputsOf({ outputs }: Ran): Record<string, string> {
  return Object.fromEntries(
    Array.from(
      outputs.matchAll(/^([a-z-]+)<<(ghadelimiter_[0-9a-f-]+)\n(.*?)\n\2$/gms),
      ([, name, , value]) => [name ?? '', value ?? ''],
    ),
  );
}

describe('publishing', () => {
  it('sets every output, writes the files and fails the step', async () => {
    const ran = await run('small');
    const outputs = outputsOf(ran);
    expect(ran.code).toBe(1);
    expect(outputs).toMatchObject({
      compliant: 'false',
      resources: '2',
      errors: '3',
      warnings: '1',
      unknown: '1',
      changes: '0',
      'plan-digest': '',
    });
    for (const name of ['report', 'sarif', 'summary']) {
      expect((await readFile(outputs[name] ?? '', 'utf8')).length).toBeGreaterThan(500);
    }
    expect(ran.lines.at(-1)).toMatch(
      /^::error::Not compliant: 1 of 2 resources and 1 place in source fail\. 3 errors/,
    );
    expect(
      ran.lines.filter((line) =>
        /^::error title=source-uses-entra[^:]*,file=src\/chat\/client\.py,line=14,col=10::/.test(
          line,
        ),
      ),
    ).toHaveLength(1);
  });

  it('passes the step of a clean run', async () => {
    const ran = await run('clean');
    expect([ran.code, outputsOf(ran).compliant]).toEqual([0, 'true']);
    expect(ran.lines.at(-1)).toMatch(/^Compliant: /);
  });

  it('prints one command a line for hostile content, at most ten of a kind, and no other commands', async () => {
    const ran = await run('hostile');
    const commands = ran.lines.filter((line) => line.trimStart().startsWith('::'));
    expect(commands).toHaveLength(ran.lines.length);
    const kinds = Map.groupBy(commands, (line) => /^::([a-z-]+)[ :]/.exec(line)?.[1] ?? line);
    expect([...kinds].map(([kind, all]) => [kind, all.length])).toEqual([['error', 10]]);
    expect(ran.lines.join('\n')).not.toContain('##[');
    expect(ran.lines.join('\n')).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
    expect(outputsOf(ran).compliant).toBe('false');
  });

  it('keeps its verdict when a file cannot be written', async () => {
    const ran = await run('clean', { REPORT_FILE: path.join(folder, 'output', 'report.json') });
    expect(ran.code).toBe(0);
    expect(ran.lines[0]).toMatch(
      /^::warning title=Foundry Entra Gate::report-file: .* could not be written/,
    );
    expect(outputsOf(ran).compliant).toBe('true');
  });
});
