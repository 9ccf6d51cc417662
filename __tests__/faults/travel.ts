import type { Call, Sandbox } from '../../sandbox/index.ts';
import { fastClock } from '../../scripts/fast-clock.ts';
import { gateway, runGate, type GateRun } from '../scenarios/gate.ts';
import { WORKSPACE, type Journey } from './journeys.ts';
import { kindOf } from './request-kind.ts';

export const FAST = fastClock(10);

/** The journey's run and no other; `gateway` made the sandbox. */
export function go(
  sandbox: Sandbox,
  journey: Journey,
  inputs: Readonly<Record<string, string>> = journey.inputs,
): Promise<GateRun> {
  return runGate(sandbox, inputs, {
    env: FAST,
    ...(journey.scans && { workspace: WORKSPACE }),
  });
}

/** A sandbox in which the run of the journey is the next thing to happen. */
export async function ready(journey: Journey): Promise<Sandbox & AsyncDisposable> {
  const sandbox = await gateway(journey.world());
  if (journey.before) await go(sandbox, journey, journey.before);
  journey.meanwhile?.(sandbox.world);
  restore(sandbox, journey);
  sandbox.log.length = 0;
  return sandbox;
}

/** No fault but the journey's own. */
export function restore(sandbox: Sandbox, { standing = [] }: Journey): void {
  sandbox.faults.clear();
  for (const fault of standing) sandbox.faults.add(fault);
}

/** Sees every request, and changes nothing. */
export function watch(sandbox: Sandbox, see: (kind: string, call: Call) => void): void {
  sandbox.faults.choose = (call) => {
    see(kindOf(call), call);
    return undefined;
  };
}
