import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startSandbox, type Behaviour, type Sandbox, type World } from './index.ts';
import { instructions } from './server/instructions.ts';
import { WORLDS } from './worlds/index.ts';

const USAGE = `Usage: npm run sandbox -- [options]

  --world NAME|FILE     ${Object.keys(WORLDS).join(', ')}, or a JSON file of a world   (demo)
  --behaviour JSON      switches of sandbox/world-behaviour.ts, e.g. '{"pageSize":2}'
  --latency MS          added to each answer   (0)
  --port PORT           port of the control endpoint   (a free one)
  --json                print one line of JSON with environment and addresses, for scripts
  --help
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      world: { type: 'string', default: 'demo' },
      behaviour: { type: 'string', default: '{}' },
      latency: { type: 'string', default: '0' },
      port: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const sandbox = await startSandbox(await worldFrom(values.world), {
    behaviour: JSON.parse(values.behaviour) as Partial<Behaviour>,
    latencyMs: Number(values.latency),
    port: Number(values.port),
  });
  // Before anybody is told that it is up, and may end it.
  closeOnSignal(sandbox);
  const { env, urls, caFile } = sandbox;
  process.stdout.write(
    values.json ? `${JSON.stringify({ env, urls, caFile })}\n` : instructions(sandbox),
  );
}

async function worldFrom(nameOrFile: string): Promise<World> {
  const known = WORLDS[nameOrFile];
  if (known) return known();
  return JSON.parse(await readFile(nameOrFile, 'utf8')) as World;
}

function closeOnSignal(sandbox: Sandbox): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => process.exit(0));
    });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
}
