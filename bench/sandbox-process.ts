import { startSandbox } from '../sandbox/index.ts';
import type { Behaviour } from '../sandbox/world.ts';
import { compliantWorld } from '../sandbox/worlds/compliant.ts';
import { estateWorld, type EstateOptions } from '../sandbox/worlds/estate.ts';

/**
 * A sandbox in a process of its own, so that it does not share a thread with what is measured. Sends its
 * environment when it is up, and on each message what was asked of it since the last one.
 */
export interface WorldRequest {
  /** Default: the world of one compliant account. */
  readonly estate?: EstateOptions;
  readonly behaviour?: Partial<Behaviour>;
  readonly latencyMs: number;
}

export interface Asked {
  /** Epoch milliseconds of each request, as they came. */
  readonly arrivals: readonly number[];
  readonly byService: Readonly<Record<string, number>>;
}

const request = JSON.parse(process.argv[2] ?? '{}') as WorldRequest;
const world = request.estate ? estateWorld(request.estate) : compliantWorld();
const sandbox = await startSandbox(world, {
  latencyMs: request.latencyMs,
  ...(request.behaviour && { behaviour: request.behaviour }),
});
process.on('message', () => {
  const byService: Record<string, number> = {};
  for (const { service } of sandbox.log) byService[service] = (byService[service] ?? 0) + 1;
  const asked: Asked = { arrivals: sandbox.log.map(({ at }) => at), byService };
  sandbox.log.length = 0;
  process.send?.({ asked });
});
process.on('disconnect', () => {
  void sandbox.close().then(() => process.exit(0));
});
process.send?.({ env: sandbox.env });
