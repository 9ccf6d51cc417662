import { startSandbox } from '../sandbox/index.ts';
import { estateWorld, type EstateOptions } from '../sandbox/worlds/estate.ts';
import type { Behaviour } from '../sandbox/world.ts';

/**
 * A large estate in a process of its own, so that it does not share a thread with what is measured.
 * Sends its environment when it is up, and on each message the log of requests since the last one.
 */
export interface EstateRequest {
  readonly estate: EstateOptions;
  readonly behaviour?: Partial<Behaviour>;
  readonly latencyMs: number;
}

export interface RequestCount {
  readonly total: number;
  readonly byService: Readonly<Record<string, number>>;
}

const request = JSON.parse(process.argv[2] ?? '{}') as EstateRequest;
const sandbox = await startSandbox(estateWorld(request.estate), {
  latencyMs: request.latencyMs,
  ...(request.behaviour && { behaviour: request.behaviour }),
});
process.on('message', () => {
  const byService: Record<string, number> = {};
  for (const { service } of sandbox.log) byService[service] = (byService[service] ?? 0) + 1;
  const count: RequestCount = { total: sandbox.log.length, byService };
  sandbox.log.length = 0;
  process.send?.({ count });
});
process.on('disconnect', () => {
  void sandbox.close().then(() => process.exit(0));
});
process.send?.({ env: sandbox.env });
