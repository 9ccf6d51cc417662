import { startSandbox, type Sandbox, type World } from '../../sandbox/index.ts';
import type { SandboxOptions } from '../../sandbox/index.ts';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { runAsRunner, type RunnerOptions, type RunnerResult } from '../../scripts/run-as-runner.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Report } from '../../src/domain/report.ts';

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

/** Runs the checked-in bundle against the sandbox, as a runner would. Default resource: the world's account. */
export async function runGate(
  sandbox: Sandbox,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<RunnerOptions> = {},
): Promise<GateRun> {
  const result = await runAsRunner({
    ...more,
    inputs: { resources: RESOURCE_IDS.account, scan: 'off', ...inputs },
    env: { ...sandbox.env, ...more.env },
  });
  const report = result.report as Report;
  return {
    ...result,
    report,
    of: (rule) => report.findings.filter((finding) => finding.rule === rule),
  };
}
