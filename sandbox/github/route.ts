import type { Call, Reply } from '../server/exchange.ts';
import type { GitHubPermission } from '../world.ts';
import type { Views } from './views.ts';

export interface GitHubCall extends Call {
  readonly params: Readonly<Record<string, string>>;
  readonly views: Views;
}

export interface GitHubRoute {
  readonly method: string;
  /** Below `/repos/{owner}/{repo}`. */
  readonly path: string;
  /** Any one of these is enough. */
  readonly permissions: readonly GitHubPermission[];
  readonly level: 'read' | 'write';
  readonly handle: (call: GitHubCall) => Reply;
}
