import fc from 'fast-check';
import type { Fault } from '../../sandbox/index.ts';

/** Parts of paths, so that a fault befalls a few kinds of requests and not all of them. */
const PATHS = [
  '.',
  '/accounts/[^/?]+\\?',
  '/accounts\\?',
  '/connections',
  '/projects\\?',
  '/deployments',
  '/workspaces',
  '/roleAssignments',
  'assignedTo',
  '/roleDefinitions',
  '/denyAssignments',
  '/policyAssignments',
  '/eventtypes/',
  '/permissions',
  '/locks',
  'ResourceGraph',
  'chat/completions',
  'openai/models',
  '/token',
  'openid-configuration',
];

const STATUSES = [400, 401, 403, 404, 408, 409, 412, 429, 500, 502, 503, 504];

const what: fc.Arbitrary<Omit<Fault, 'match' | 'times'>> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        status: fc.constantFrom(...STATUSES),
        retryAfter: fc.option(fc.constantFrom('1', '3600', 'Wed, 21 Oct 2015 07:28:00 GMT')),
        body: fc.option(
          fc.constantFrom<unknown>('', '<html></html>', {}, [], { error: null }, { value: [] }),
        ),
      })
      .map(({ status, retryAfter, body }) => ({
        kind: 'status' as const,
        status,
        ...(retryAfter === null ? {} : { headers: { 'retry-after': retryAfter } }),
        ...(body === null ? {} : { body }),
      })),
  },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(
        'reset' as const,
        'reset-mid-body' as const,
        'truncated-json' as const,
        'html' as const,
        'empty' as const,
        'missing-members' as const,
        'wrong-content-type' as const,
        'large' as const,
        'refused' as const,
        'broken-tls' as const,
        'expired-certificate' as const,
        'untrusted-certificate' as const,
      )
      .map((kind) => ({ kind })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        'value',
        'properties',
        'id',
        'authType',
        'category',
        'principalId',
        'permissions',
      )
      .map((member) => ({ kind: 'missing-member' as const, member })),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 200 }).map((ms) => ({ kind: 'delay' as const, ms })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'hang' as const }) },
);

const fault: fc.Arbitrary<Fault> = fc
  .record({
    what,
    service: fc.option(
      fc.constantFrom('arm' as const, 'entra' as const, 'inference' as const, 'oidc' as const),
    ),
    path: fc.constantFrom(...PATHS),
    nth: fc.option(fc.integer({ min: 1, max: 6 })),
    every: fc.option(fc.integer({ min: 1, max: 3 })),
    times: fc.option(fc.integer({ min: 1, max: 5 })),
  })
  .map(({ what: injected, service, path, nth, every, times }) => ({
    ...injected,
    match: {
      path,
      ...(service === null ? {} : { service }),
      ...(nth === null ? {} : { nth }),
      ...(every === null || nth !== null ? {} : { every }),
    },
    ...(times === null ? {} : { times }),
  }));

/** One to four faults, each at some requests, once or for good. */
export const faultPlan: fc.Arbitrary<readonly Fault[]> = fc.array(fault, {
  minLength: 1,
  maxLength: 4,
});
