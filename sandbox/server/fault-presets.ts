import type { Fault } from './faults.ts';

/** GitHub's answer to requests that come too fast. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
export function secondaryRateLimit(times: number, seconds = 1): Fault {
  return {
    match: { service: 'github' },
    kind: 'status',
    times,
    status: 403,
    headers: { 'retry-after': String(seconds) },
    body: {
      message:
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      documentation_url:
        'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
    },
  };
}

/** The inference gateway's answer to too many calls. */
export function inferenceThrottled(times: number, seconds = 1): Fault {
  return {
    match: { service: 'inference' },
    kind: 'status',
    times,
    status: 429,
    headers: { 'retry-after': String(seconds), 'retry-after-ms': String(seconds * 1_000) },
    body: {
      error: {
        code: '429',
        message: `Requests to the operation have exceeded the call rate limit. Please retry after ${seconds} seconds.`,
      },
    },
  };
}
