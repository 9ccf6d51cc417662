import { readFileSync } from 'node:fs';
import { Ajv, type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import { startSandbox, type Sandbox, type World } from '../../sandbox/index.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { runAsRunner, type RunnerOptions, type RunnerResult } from '../../scripts/run-as-runner.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Report } from '../../src/domain/report.ts';
import { leaks, stackTraces } from './leaks.ts';

const ajv = addFormats.default(new Ajv({ allErrors: true, strict: false }));
const validate = ajv.compile(
  JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as AnySchemaObject,
);

export interface GateRun extends Omit<RunnerResult, 'report'> {
  readonly report: Report;
  /** Findings of a rule, of all resources. */
  readonly of: (rule: Finding['rule']) => readonly Finding[];
}

/** A sandbox for one test; closed by `await using`. */
export async function gateway(
  world: World,
  options: SandboxOptions = {},
): Promise<Sandbox & AsyncDisposable> {
  const sandbox = await startSandbox(world, options);
  return Object.assign(sandbox, { [Symbol.asyncDispose]: () => sandbox.close() });
}

let runs = 0;

/** Every third run of a file logs as a job does that was started again with debug logging. */
function debugLogging(): Readonly<Record<string, string>> {
  runs += 1;
  return runs % 3 === 1
    ? { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true', AZURE_LOG_LEVEL: 'verbose' }
    : {};
}

/** What no run asks of Azure: to delete, to be shown a secret; and to write, where it does not enforce. */
function forbiddenRequests(log: Sandbox['log'], enforces: boolean): readonly string[] {
  return log
    .filter(
      ({ service, method, path, write, revealedSecret }) =>
        service === 'arm' &&
        (method === 'DELETE' ||
          /\/list(?:keys|secrets)$/i.test(path) ||
          (revealedSecret && !(enforces && /\/regeneratekey$/i.test(path))) ||
          (write && !enforces)),
    )
    .map(({ method, path }) => `${method} ${path}`);
}

/**
 * Runs the checked-in bundle against the sandbox, as a runner would. Default resource: the world's account.
 * No scenario can forget what holds for all of them: no secret shows anywhere, no stack trace outside
 * debug logging, a report that keeps its schema, and no request that the mode has no business to make.
 */
export async function runGate(
  sandbox: Sandbox,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<RunnerOptions> = {},
): Promise<GateRun> {
  const before = sandbox.log.length;
  const result = await runAsRunner({
    ...more,
    inputs: { resources: RESOURCE_IDS.account, scan: 'off', ...inputs },
    env: { ...sandbox.env, ...debugLogging(), ...more.env },
  });
  const forbidden = forbiddenRequests(sandbox.log.slice(before), inputs.mode === 'enforce');
  if (forbidden.length > 0) throw new Error(`it may not ask for ${forbidden.join(', ')}`);
  const shown = leaks(sandbox, result);
  if (shown.length > 0) throw new Error(`a secret of the sandbox shows in ${shown.join(', ')}`);
  const traces = stackTraces(result);
  if (traces.length > 0) throw new Error(`a stack trace shows: ${traces.join('\n')}`);
  if (result.report !== undefined && !validate(result.report)) {
    throw new Error(`the report breaks its schema: ${ajv.errorsText(validate.errors)}`);
  }
  const report = result.report as Report;
  return {
    ...result,
    report,
    of: (rule) => report.findings.filter((finding) => finding.rule === rule),
  };
}
