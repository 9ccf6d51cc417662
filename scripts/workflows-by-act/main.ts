import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../../sandbox/index.ts';
import { onPath } from '../on-path.ts';
import { runByAct, type ActRun } from './act.ts';
import { STORIES, VARS, type Story } from './stories.ts';

const USAGE = `Usage: npm run workflows-by-act -- [options]

Runs the workflows of examples/ as they are published, by act on this machine, with the sandbox for Azure and
GitHub, and holds what came of them.

  --act FILE       the act to use   (the first on the PATH)
  --if-present     no act on the PATH is no failure
  --only NAME      one example
  --show           print what act prints
`;

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');
/** act's own `[workflow/job] | text`, without the colours. */
const LAST_LINES = 40;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      act: { type: 'string' },
      'if-present': { type: 'boolean', default: false },
      only: { type: 'string' },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const act = values.act === undefined ? await onPath('act') : path.resolve(values.act);
  if (act === undefined) {
    console.log('act is not on the PATH: the example workflows were not run by it.');
    return values['if-present'] ? 0 : 1;
  }
  const stories = STORIES.filter(({ example }) => (values.only ?? example) === example);
  let failed = 0;
  for (const story of stories) {
    const started = performance.now();
    const { run, wrong } = await tell(act, story);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    console.log(
      `  ${wrong === undefined ? 'ok    ' : 'FAILED'}  ${story.example}: ${story.name} (${seconds} s)`,
    );
    if (wrong !== undefined) {
      failed += 1;
      console.log(`${wrong}\n${run.output.trimEnd().split('\n').slice(-LAST_LINES).join('\n')}`);
    } else if (values.show) {
      console.log(run.output);
    }
  }
  console.log(
    `act and the examples: ${String(stories.length - failed)} ok, ${String(failed)} failed`,
  );
  return failed > 0 || stories.length === 0 ? 1 : 0;
}

async function tell(act: string, story: Story): Promise<{ run: ActRun; wrong?: string }> {
  const sandbox = await startSandbox(story.world());
  try {
    const run = await runByAct({
      act,
      sandbox,
      workflow: await readFile(path.join(EXAMPLES, `${story.example}.yml`), 'utf8'),
      vars: VARS,
      ...(story.files && { files: story.files }),
    });
    try {
      story.holds(run, sandbox);
    } catch (error) {
      return { run, wrong: error instanceof Error ? error.message : String(error) };
    }
    const leaked = sandbox.secrets.foundIn(run.output);
    return leaked.length > 0 ? { run, wrong: 'a secret is in the log of the run' } : { run };
  } finally {
    await sandbox.close();
  }
}

process.exitCode = await main();
