import type { Call } from '../server/exchange.ts';
import type { Account } from '../world.ts';
import type { InferenceRoute } from './routes.ts';

export interface InferenceCall {
  readonly call: Call;
  readonly account: Account;
  readonly route: InferenceRoute;
  readonly params: Readonly<Record<string, string>>;
}
