import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/index.ts';
import { IDS, RESOURCE_IDS } from '../sandbox/worlds/ids.ts';
import { demoWorld } from '../sandbox/worlds/demo.ts';
import { runAsRunner, type RunnerResult } from './run-as-runner.ts';

/**
 * The whole way of a team that started with keys: check (fails), plan, enforce what was approved, check
 * (passes). The checked-in bundle runs as on a runner, against a local stand-in for Azure and GitHub.
 */
const output = path.resolve(import.meta.dirname, '../demo-output');
const allow = 'assign-role, convert-connection, regenerate-keys, disable-keys';

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
const sandbox = await startSandbox(demoWorld());
try {
  say('A team runs the account contoso-ai on API keys. The gate looks at it.');
  const before = await step(sandbox, '1-check', { mode: 'check' });
  expectExit(before, 1);

  say('What would have to change? Nothing is written yet.');
  const planned = await step(sandbox, '2-plan', { mode: 'plan', allow });
  expectExit(planned, 0);

  say(
    'The plan was reviewed. Its digest is handed to enforce, which makes that plan and no other.',
  );
  const digest = planned.outputs['plan-digest'] ?? '';
  // The exit code is not judged here: warnings that only time heals may remain.
  await step(sandbox, '3-enforce', { mode: 'enforce', allow, 'approved-plan': digest });

  say('And once more, as a deployment gate would ask.');
  const after = await step(sandbox, '4-check', { mode: 'check' });
  expectExit(after, 0);
  await keep('', after);

  say(
    `Done. Summaries, reports and SARIF logs are in ${path.relative(process.cwd(), output) || '.'}/`,
  );
} finally {
  await sandbox.close();
}

async function step(
  box: Sandbox,
  name: string,
  inputs: Readonly<Record<string, string>>,
): Promise<RunnerResult> {
  const result = await runAsRunner({
    inputs: {
      resources: RESOURCE_IDS.account,
      principals: `group:${IDS.developers}`,
      'propagation-timeout': '6',
      scan: 'off',
      ...inputs,
    },
    env: { ...box.env, GITHUB_EVENT_NAME: 'workflow_dispatch' },
    onOutput: (text) => process.stdout.write(readable(text)),
  });
  process.stdout.write(
    `\n--- job summary ---\n${result.summary.trim()}\n--- exit code ${result.code ?? 'none'} ---\n`,
  );
  await keep(`${name}.`, result);
  return result;
}

async function keep(prefix: string, { summary, report, sarif }: RunnerResult): Promise<void> {
  await writeFile(path.join(output, `${prefix}summary.md`), summary);
  await writeFile(
    path.join(output, `${prefix}report.json`),
    `${JSON.stringify(report, null, 2)}\n`,
  );
  await writeFile(
    path.join(output, `${prefix}results.sarif`),
    `${JSON.stringify(sarif, null, 2)}\n`,
  );
}

/** Workflow commands as the log of a run shows them: groups as headings, masks not at all. */
function readable(text: string): string {
  return text
    .replace(/^::(add-mask|debug)::.*\n?/gm, '')
    .replace(/^::group::(.*)$/gm, '▸ $1')
    .replace(/^::endgroup::\n?/gm, '')
    .replace(
      /^::(error|warning|notice)[^:]*::(.*)$/gm,
      (_, kind: string, message: string) =>
        `${kind}: ${message.replaceAll('%0A', '\n  ').replaceAll('%0D', '').replaceAll('%25', '%')}`,
    );
}

function say(sentence: string): void {
  console.log(`\n${'='.repeat(100)}\n${sentence}\n${'='.repeat(100)}`);
}

function expectExit(result: RunnerResult, code: number): void {
  if (result.code !== code) {
    throw new Error(`the step ended with ${result.code ?? 'no'} and not with ${code}`);
  }
}
