import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../../sandbox/index.ts';
import { onPath } from '../on-path.ts';
import { Az } from './az.ts';
import { KEYS, ROLES } from './changes.ts';
import { perform, type Stage } from './step.ts';
import { READS, SIGN_IN } from './sign-in-and-reads.ts';
import { ownersWorld } from './owners-world.ts';

const USAGE = `Usage: npm run real-clients -- [options]

Drives the sandbox by the Azure CLI and compares its answers with what the sandbox holds.

  --az FILE          the az to use   (the first on the PATH)
  --if-present       no az on the PATH is no failure
  --limit SECONDS    steps that would start later are left out   (600)
  --strict           a step that is left out is a failure; for an az that knows all commands
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      az: { type: 'string' },
      'if-present': { type: 'boolean', default: false },
      limit: { type: 'string', default: '600' },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const command = values.az === undefined ? await onPath('az') : path.resolve(values.az);
  if (command === undefined) {
    console.log('az is not on the PATH: the sandbox was not driven by it.');
    return values['if-present'] ? 0 : 1;
  }
  const sandbox = await startSandbox(ownersWorld());
  const az = await Az.open(command, sandbox.caFile);
  try {
    return await drive({ az, sandbox }, Number(values.limit), values.strict);
  } finally {
    await az.close();
    await sandbox.close();
  }
}

async function drive(stage: Stage, limitSeconds: number, strict: boolean): Promise<number> {
  const { 'azure-cli': version } = (await stage.az.json('version')) as { 'azure-cli': string };
  console.log(`az ${version} at ${stage.az.command}`);
  const count = { ok: 0, 'left out': 0, failed: 0 };
  const started = performance.now();
  for (const step of [...SIGN_IN, ...READS, ...ROLES, ...KEYS]) {
    const at = performance.now();
    const outcome =
      (at - started) / 1_000 > limitSeconds
        ? { leftOut: `${String(limitSeconds)} s are over` }
        : await perform(step, stage);
    const seconds = ((performance.now() - at) / 1_000).toFixed(1);
    if (outcome === 'ok') {
      count.ok += 1;
      console.log(`  ok        ${step.name} (${seconds} s)`);
    } else if ('leftOut' in outcome) {
      count['left out'] += 1;
      console.log(`  left out  ${step.name}: ${outcome.leftOut}`);
    } else {
      count.failed += 1;
      console.log(`  FAILED    ${step.name}: ${outcome.failed}`);
    }
  }
  console.log(
    `az and the sandbox: ${String(count.ok)} steps ok, ${String(count['left out'])} left out, ${String(count.failed)} failed`,
  );
  return count.failed > 0 || (strict && count['left out'] > 0) ? 1 : 0;
}

process.exitCode = await main();
