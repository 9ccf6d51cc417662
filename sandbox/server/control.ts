import { jsonBody, ok, type Call, type Reply, type Service } from './exchange.ts';
import type { Fault, Faults } from './faults.ts';
import type { LogEntry } from './log.ts';
import type { Runtime } from './runtime.ts';

interface ControlOptions {
  readonly runtime: Runtime;
  readonly log: LogEntry[];
  readonly faults: Faults;
  readonly env: Readonly<Record<string, string>>;
  readonly setLatency: (ms: number) => void;
}

/**
 * The sandbox's own door, for a sandbox in another process: log, faults, behaviour, clock, state. Secrets
 * are answered too, so that a test can search a client's output for them.
 */
export function control({ runtime, log, faults, env, setLatency }: ControlOptions): Service {
  const actions: Readonly<Record<string, (call: Call) => Reply>> = {
    'GET /_sandbox/env': () => ok(env),
    'GET /_sandbox/log': (call) => ok(log.slice(Number(call.query.get('from') ?? 0))),
    'DELETE /_sandbox/log': () => {
      log.length = 0;
      return ok({});
    },
    'GET /_sandbox/world': () => ok(runtime.world),
    'GET /_sandbox/secrets': () => ok(runtime.secrets.all),
    'GET /_sandbox/behaviour': () => ok(runtime.behaviour),
    'PATCH /_sandbox/behaviour': (call) => {
      Object.assign(runtime.behaviour, jsonBody(call));
      return ok(runtime.behaviour);
    },
    'POST /_sandbox/faults': (call) => {
      const fault = jsonBody(call);
      if (typeof fault?.kind !== 'string') {
        return { status: 400, body: { message: 'A fault needs a kind.' } };
      }
      return ok({ id: faults.add(fault as unknown as Fault) });
    },
    'DELETE /_sandbox/faults': () => {
      faults.clear();
      return ok({});
    },
    'POST /_sandbox/clock': (call) => {
      runtime.clock.advance(Number(jsonBody(call)?.advanceMs ?? 0));
      return ok({ now: runtime.clock.now(), offsetMs: runtime.clock.offsetMs });
    },
    'POST /_sandbox/latency': (call) => {
      setLatency(Number(jsonBody(call)?.ms ?? 0));
      return ok({});
    },
  };
  return (call) =>
    actions[`${call.method} ${call.path}`]?.(call) ?? {
      status: 404,
      body: { message: 'No such control.', known: Object.keys(actions) },
    };
}
