import type { TokenAuthority } from '../identity/token-authority.ts';
import type { Authorizer } from '../rbac/authorizer.ts';
import type { AccountStates } from '../arm/account-state.ts';
import type { Account, Behaviour, World } from '../world.ts';
import type { SandboxClock } from './clock.ts';
import type { Directory } from './directory.ts';
import type { Secrets } from './secrets.ts';

export interface Urls {
  readonly oidc: string;
  readonly entra: string;
  readonly arm: string;
  readonly github: string;
  readonly control: string;
}

/** What all services share. */
export interface Runtime {
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly clock: SandboxClock;
  readonly secrets: Secrets;
  readonly directory: Directory;
  readonly authorizer: Authorizer;
  readonly tokens: TokenAuthority;
  readonly accounts: AccountStates;
  readonly urls: Urls;
  /** Opens the inference endpoint of an account that was created just now. */
  readonly openEndpoint: (account: Account) => Promise<void>;
}
