import type { Answer, ArmRequest } from '../../../src/azure/arm-request.ts';
import { explainAnswer } from '../../../src/azure/explain-answer.ts';
import type { Arm } from '../../../src/azure/writers/options.ts';

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers ARM requests from a list, in order, and remembers what it was asked. Refusals are explained as `ArmClient` does. */
export class InMemoryArm implements Arm {
  readonly asked: ArmRequest[] = [];
  readonly #replies: Reply[];

  constructor(replies: readonly Reply[]) {
    this.#replies = [...replies];
  }

  readonly send = (request: ArmRequest): Promise<Answer> => {
    this.asked.push(request);
    const reply = this.#replies.shift();
    if (!reply) throw new Error(`no reply left for ${request.method ?? 'GET'} ${request.path}`);
    const header = (name: string): string | undefined => reply.headers?.[name.toLowerCase()];
    if (reply.status >= 300) {
      return Promise.reject(
        explainAnswer({ request, status: reply.status, body: reply.body, header }),
      );
    }
    return Promise.resolve({ status: reply.status, body: reply.body, header });
  };
}

/** A clock that only moves when somebody sleeps. */
export function sleepingClock(): {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly slept: number[];
} {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: (ms) => {
      slept.push(ms);
      time += ms;
      return Promise.resolve();
    },
  };
}
