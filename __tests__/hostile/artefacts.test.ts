import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Fault, Sandbox, World } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { desk } from '../cli/command-line.ts';
import { gateway, runGate, type GateRun } from '../scenarios/gate.ts';
import { commandsOf, outputNames, UNSEEN, wrongInLog } from './support/as-runner.ts';
import { wrongOnPage } from './support/as-github.ts';
import { LONG } from './support/effort.ts';
import {
  hostileFiles,
  hostileGitHub,
  hostilePolicy,
  hostilePullRequest,
  hostileRefusals,
  hostileSignIn,
  hostileWorld,
  worldWithoutIds,
  wrongPolicy,
} from './support/hostile-world.ts';
import { Poison, POISONS } from './support/poison.ts';
import { Scratch } from './support/scratch.ts';

/** Each number gives each place another text: one a day, all with `LONG=1`, those of a failure by `STARTS`. */
const STARTS = process.env.STARTS
  ? process.env.STARTS.split(',').map(Number)
  : LONG
    ? Array.from({ length: POISONS }, (_, index) => index)
    : [Math.floor(Date.now() / 86_400_000) % POISONS];

const OUTPUTS = [
  'compliant',
  'resources',
  'errors',
  'warnings',
  'unknown',
  'changes',
  'plan-digest',
  'report',
  'sarif',
  'summary',
];
const MARKER = /^<!-- foundry-entra-gate:(?:comment|issue) workflow=[\w%.]* job=gate matrix= -->/;

/** Everything a run left, read by whom it is for. */
function wrongIn(sandbox: Sandbox, run: GateRun): Readonly<Record<string, readonly string[]>> {
  const { github } = sandbox.world;
  const bodies = github.issues.flatMap(({ body, comments }) => [
    ...(body === '' ? [] : [body]),
    ...comments.map((comment) => comment.body),
  ]);
  const masks = new Set(sandbox.secrets.all);
  return {
    log: wrongInLog(run.stdout, masks),
    // The runner reads it too; the SDK's own lines stand there in a run with debug logging.
    stderr: wrongInLog(run.stderr, masks),
    summary: wrongOnPage(run.summary, ''),
    bodies: bodies.flatMap((body) => {
      const [marker = 'none'] = MARKER.exec(body) ?? [];
      return [...wrongOnPage(body, marker), ...(body.length > 65_536 ? ['too long'] : [])];
    }),
    sarif: wrongInSarif(run.sarif),
    json: [run.outputs.report ?? '', run.outputs.sarif ?? ''].filter((file) => {
      const text = run.files[file] ?? '';
      return !text.isWellFormed() || text.includes('##[');
    }),
  };
}

const SOUND = { log: [], stderr: [], summary: [], bodies: [], sarif: [], json: [] };

function wrongInSarif(sarif: unknown): readonly string[] {
  const wrong: string[] = [];
  JSON.stringify(sarif, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (key === 'uri' && !/^[\w%.~/()!*'-]+$/.test(value)) wrong.push(`uri ${value}`);
    if (key === 'uri' && (value.startsWith('/') || /(?:^|\/)\.\.?(?:\/|$)/.test(value))) {
      wrong.push(`uri ${value}`);
    }
    if (key === 'text' && (UNSEEN.test(value) || /\]\(|(?<!\{)\{\d+\}(?!\})/.test(value))) {
      wrong.push(`text ${value}`);
    }
    return value;
  });
  return wrong;
}

async function writeAll(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
}

const principals = `group:${IDS.developers}\nuser:${IDS.grace}\nservice-principal:${IDS.managedIdentity}`;

describe.each(STARTS)('texts that somebody else chose, from number %d on', (start) => {
  it.each(['check', 'plan'])('are shown and not obeyed in a world seen by %s', async (mode) => {
    using scratch = new Scratch();
    const poison = new Poison(start);
    const world = hostileWorld(poison);
    await writeAll(scratch.root, { '.github/foundry-entra-gate.yml': hostilePolicy(poison) });
    const resources = `${RESOURCE_IDS.resourceGroup}\n${RESOURCE_IDS.hub}`;
    const { run, wrong, shown } = await judged(world, {
      inputs: { mode, resources },
      workspace: scratch.root,
    });
    expect(wrong).toEqual(SOUND);
    expect(run.report.resources.length).toBeGreaterThan(5);
    expect(world.github.issues).toHaveLength(1);
    // Else nothing was shown to anybody.
    expect(poison.foundIn(shown).length).toBeGreaterThan(15);
  });

  it('are shown and not obeyed where they make ids that are none', async () => {
    const poison = new Poison(start);
    const inputs = { resources: RESOURCE_IDS.resourceGroup };
    const { run, wrong } = await judged(worldWithoutIds(poison), { inputs });
    expect(wrong).toEqual(SOUND);
    expect(run.report.findings.some(({ status }) => status === 'unknown')).toBe(true);
  });

  it('are shown and not obeyed where Azure refuses', async () => {
    const poison = new Poison(start);
    const { wrong, shown } = await judged(hostileWorld(poison), {
      inputs: { mode: 'plan' },
      faults: hostileRefusals(poison),
    });
    expect(wrong).toEqual(SOUND);
    const refusals = poison.foundIn(shown).filter((place) => place.startsWith('refusal'));
    expect(refusals).not.toEqual([]);
  });

  it('are shown and not obeyed where Entra refuses the sign-in', async () => {
    const poison = new Poison(start);
    const { wrong, shown } = await judged(hostileWorld(poison), {
      faults: [hostileSignIn(poison)],
    });
    expect(wrong).toEqual(SOUND);
    expect(poison.foundIn(shown)).toContain('words of Entra');
  });

  it('are shown and not obeyed in a pull request: its files, their names, its branch', async () => {
    using scratch = new Scratch();
    const poison = new Poison(start);
    const files = hostileFiles(poison);
    await writeAll(scratch.root, files);
    const world = hostilePullRequest(hostileWorld(poison), poison, files);
    world.github.files.main = { '.github/foundry-entra-gate.yml': hostilePolicy(poison) };
    const { run, wrong, shown } = await judged(world, {
      inputs: { scan: 'auto', comment: 'always', issue: 'never' },
      workspace: scratch.root,
    });
    expect(wrong).toEqual(SOUND);
    const found = run.report.findings.map(({ file }) => file);
    expect(Object.keys(files).filter((file) => !found.includes(file))).toEqual([]);
    expect(poison.foundIn(shown)).toContain('reason');
    expect(world.github.issues.flatMap(({ comments }) => comments)).toHaveLength(1);
  });

  it('are shown and not obeyed where GitHub refuses the comment', async () => {
    const poison = new Poison(start);
    const world = hostilePullRequest(hostileWorld(poison), poison, {});
    const { wrong, shown } = await judged(world, {
      inputs: { comment: 'always', issue: 'never' },
      faults: [hostileGitHub(poison)],
    });
    expect(wrong).toEqual(SOUND);
    expect(poison.foundIn(shown)).toContain('words of GitHub');
  });

  it('are shown and not obeyed where a policy file is refused', async () => {
    using scratch = new Scratch();
    const poison = new Poison(start);
    await writeAll(scratch.root, { '.github/foundry-entra-gate.yml': wrongPolicy(poison) });
    await using sandbox = await gateway(hostileWorld(poison));
    const run = await runGate(sandbox, {}, { workspace: scratch.root });
    expect(run.code).toBe(1);
    expect(wrongIn(sandbox, run)).toEqual(SOUND);
    expect(poison.foundIn(run.stdout)).toContain('name of a section');
  });

  it('are shown on a terminal that they do not steer', async () => {
    const poison = new Poison(start);
    await using sandbox = await gateway(hostileWorld(poison));
    await using at = await desk(sandbox);
    await writeAll(at.folder, hostileFiles(poison));
    const { resourceGroup } = RESOURCE_IDS;
    const args = ['plan', resourceGroup, '--scan', 'all', '--principals', principals];
    const { stdout, stderr } = await at.run(args);
    // In a job's step too, where the runner reads what it prints.
    expect(wrongInLog(stdout, new Set())).toEqual([]);
    expect(commandsOf(stdout)).toEqual([]);
    expect(wrongInLog(stderr, new Set())).toEqual([]);
    expect(commandsOf(stderr)).toEqual([]);
    const json = await at.run([...args, '--json']);
    expect(commandsOf(json.stdout)).toEqual([]);
    expect(json.stdout).not.toContain('##[');
    expect(poison.foundIn(stdout).length).toBeGreaterThan(8);
  });
});

describe('a failure of the action itself', () => {
  it('is told in one annotation that obeys nothing of what the system said', async () => {
    await using sandbox = await gateway(compliantWorld());
    const nowhere = '/dev/null/\u202e\u001b[2J ##[endgroup]\n::error::forged\r%0A';
    const run = await runGate(sandbox, {}, { env: { GITHUB_OUTPUT: nowhere } });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^::error::Foundry Entra Gate stopped .*\/dev\/null\/\[U\+202E\]/m);
    expect(wrongInLog(run.stdout, new Set(sandbox.secrets.all))).toEqual([]);
    expect(wrongInLog(run.stderr, new Set())).toEqual([]);
  });
});

/** A run over a world, and what is wrong in what it left. */
async function judged(
  world: World,
  options: {
    readonly inputs?: Readonly<Record<string, string>>;
    readonly faults?: readonly Fault[];
    readonly workspace?: string;
  },
): Promise<{ run: GateRun; shown: string; wrong: ReturnType<typeof wrongIn> }> {
  await using sandbox = await gateway(world);
  for (const fault of options.faults ?? []) sandbox.faults.add(fault);
  const inputs = { principals, issue: 'on-failure', 'fail-on': 'warning', ...options.inputs };
  const run = await runGate(sandbox, inputs, {
    ...(options.workspace !== undefined && { workspace: options.workspace }),
    env: {
      RUNNER_DEBUG: '1',
      AZURE_LOG_LEVEL: 'verbose',
      GITHUB_WORKFLOW: 'Gate --> ::error::evil @octocat `x` | y',
      GITHUB_WORKFLOW_REF: 'contoso/assistant/.github/workflows/-->evil@octo|`x.yml@main',
    },
  });
  expect(outputNames(fileOf(run, 'output')).toSorted()).toEqual(OUTPUTS.toSorted());
  const shown = [run.stdout, run.summary, JSON.stringify(run.report)].join('\n');
  return { run, shown, wrong: wrongIn(sandbox, run) };
}

function fileOf({ files }: GateRun, name: string): string {
  return Object.entries(files).find(([file]) => path.basename(file) === name)?.[1] ?? '';
}
