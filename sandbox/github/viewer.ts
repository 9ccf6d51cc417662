import { jsonBody, ok, type Call, type Reply } from '../server/exchange.ts';
import type { GitHubWorld } from '../world.ts';

/** Whom the job's token acts as. */
export function tokenLogin({ actsAs }: GitHubWorld): string {
  return actsAs ?? 'github-actions[bot]';
}

/** The one question of GraphQL that is served. https://docs.github.com/graphql/reference/queries#viewer */
export function viewer(github: GitHubWorld, call: Call): Reply {
  const query = jsonBody(call)?.query;
  if (
    typeof query === 'string' &&
    /^\s*(query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query)
  ) {
    return ok({ data: { viewer: { login: tokenLogin(github) } } });
  }
  return ok({ errors: [{ message: 'The sandbox serves viewer { login } and no other query.' }] });
}
