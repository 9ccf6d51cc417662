import { Refusal } from '../server/exchange.ts';
import type { GitHubPermission } from '../world.ts';

function refusal(
  status: number,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal({
    status,
    headers,
    body: {
      message,
      ...more,
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    },
  });
}

export const githubErrors = {
  badCredentials: (): Refusal => refusal(401, 'Bad credentials'),
  notFound: (): Refusal => refusal(404, 'Not Found'),
  notAccessible: (accepted: readonly GitHubPermission[], level: string): Refusal =>
    refusal(
      403,
      'Resource not accessible by integration',
      {},
      {
        'x-accepted-github-permissions': accepted
          .map((permission) => `${permission.replaceAll('-', '_')}=${level}`)
          .join('; '),
      },
    ),
  invalid: (resource: string, field: string, message: string): Refusal =>
    refusal(422, 'Validation Failed', {
      errors: [{ resource, code: 'unprocessable', field, message }],
    }),
};
