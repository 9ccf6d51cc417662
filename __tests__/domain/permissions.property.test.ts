import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { DenyAssignment, Permission, RoleAssignment } from '../../src/domain/authorization.ts';
import { known } from '../../src/domain/observation.ts';
import { access, grantOf, type Plane } from '../../src/domain/permissions.ts';
import { matchesWildcard } from '../../src/domain/wildcard.ts';

/** The definition of a wildcard, by trying every split: slow and plain. */
function naiveMatch(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) {
    return Array.from({ length: text.length + 1 }, (_, index) => text.slice(index)).some((rest) =>
      naiveMatch(pattern.slice(1), rest),
    );
  }
  return (
    text !== '' &&
    pattern.charAt(0).toLowerCase() === text.charAt(0).toLowerCase() &&
    naiveMatch(pattern.slice(1), text.slice(1))
  );
}

const segment = fc.constantFrom('CS', 'accounts', 'OpenAI', 'MaaS', 'chat', 'action', 'read');
const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const pattern = fc
  .array(fc.oneof({ weight: 3, arbitrary: segment }, fc.constantFrom('*', 'a*', '*t', 'C*S')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join('/'));
const patterns = fc.array(fc.oneof(pattern, name, fc.constant('*')), { maxLength: 3 });
const somePatterns = fc.array(fc.oneof(pattern, fc.constant('*')), {
  minLength: 1,
  maxLength: 2,
});
/** One that often grants, so that scopes and principals decide. */
const generous: fc.Arbitrary<Permission> = fc.record({
  actions: somePatterns,
  notActions: fc.array(pattern, { maxLength: 1 }),
  dataActions: somePatterns,
  notDataActions: fc.array(pattern, { maxLength: 1 }),
});
const permission: fc.Arbitrary<Permission> = fc.record({
  actions: patterns,
  notActions: patterns,
  dataActions: patterns,
  notDataActions: patterns,
});
function grants(permissions: readonly Permission[], on: Plane, action: string): boolean {
  return grantOf({ permissions }, { plane: on, name: action }) === 'yes';
}

const plane = fc.constantFrom<Plane>('action', 'dataAction');

function naivePermits(item: Permission, on: Plane, action: string): boolean {
  const [yes, no] =
    on === 'action' ? [item.actions, item.notActions] : [item.dataActions, item.notDataActions];
  let named = false;
  for (const one of yes) if (naiveMatch(one, action)) named = true;
  for (const one of no) if (naiveMatch(one, action)) named = false;
  return named;
}

describe('the wildcard', () => {
  it('agrees with trying every split', () => {
    const letters = fc.array(fc.constantFrom('a', 'B', 'b', '*', '/', '.'), { maxLength: 8 });
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const text = right.join('').replaceAll('*', 'c');
        return matchesWildcard(left.join(''), text) === naiveMatch(left.join(''), text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no longer for a hostile pattern', () => {
    const hostile = `${'*a'.repeat(5_000)}*b`;
    const before = performance.now();
    expect(matchesWildcard(hostile, 'a'.repeat(20_000))).toBe(false);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('takes every other character as itself', () => {
    expect(matchesWildcard('a.b', 'axb')).toBe(false);
    expect(matchesWildcard('a+(b)[c]', 'a+(b)[c]')).toBe(true);
  });
});

describe('what a role grants', () => {
  it('agrees with the naive union of elements less their exclusions', () => {
    fc.assert(
      fc.property(
        fc.array(permission, { maxLength: 4 }),
        plane,
        name,
        (permissions, on, action) => {
          const expected = permissions.some((item) => naivePermits(item, on, action));
          return grants(permissions, on, action) === expected;
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is monotone: another element never takes anything away', () => {
    fc.assert(
      fc.property(
        fc.array(permission),
        permission,
        plane,
        name,
        (permissions, more, on, action) => {
          const before = grants(permissions, on, action);
          return !before || grants([...permissions, more], on, action);
        },
      ),
    );
  });
});

const ACCOUNT =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a';
const SCOPES = [
  '/',
  '/subscriptions/s',
  '/SUBSCRIPTIONS/S/resourcegroups/G',
  ACCOUNT,
  ACCOUNT.toUpperCase(),
  '/subscriptions/other',
  `${ACCOUNT}b`,
];
const scope = fc.constantFrom(...SCOPES);
const principal = fc.constantFrom('me', 'ME', 'my-group', 'stranger');

describe('access of a user whose groups are all known', () => {
  it('agrees with a naive reading: some role in force grants, and no deny in force takes away', () => {
    const world = fc.record({
      roles: fc.array(fc.array(generous, { minLength: 1, maxLength: 2 }), {
        minLength: 1,
        maxLength: 3,
      }),
      assignments: fc.array(fc.record({ role: fc.nat(2), scope }), { maxLength: 4 }),
      denies: fc.array(
        fc.record({
          scope,
          permission: generous,
          principals: fc.array(principal, { maxLength: 2 }),
          excluded: fc.array(principal, { maxLength: 1 }),
          alone: fc.boolean(),
        }),
        { maxLength: 3 },
      ),
      on: plane,
      action: name,
    });
    fc.assert(
      fc.property(world, ({ roles, assignments, denies, on, action }) => {
        const mine = new Set(['me', 'my-group']);
        const isMine = (id: string): boolean => mine.has(id.toLowerCase());
        const above = (at: string): boolean =>
          at === '/' ||
          at.toLowerCase() === ACCOUNT.toLowerCase() ||
          ACCOUNT.toLowerCase().startsWith(`${at.toLowerCase()}/`);
        const granted = assignments.some(
          (one) =>
            above(one.scope) &&
            (roles[one.role] ?? []).some((item) => naivePermits(item, on, action)),
        );
        const denied = denies.some(
          (deny) =>
            above(deny.scope) &&
            (!deny.alone || deny.scope.toLowerCase() === ACCOUNT.toLowerCase()) &&
            naivePermits(deny.permission, on, action) &&
            deny.principals.some(isMine) &&
            !deny.excluded.some(isMine),
        );
        const found = access({
          subject: { objectId: 'me', groups: new Set(['my-group']) },
          want: { plane: on, name: action },
          resource: ArmId.of(ACCOUNT),
          assignments: assignments
            .filter((one) => one.role < roles.length)
            .map((one, index): RoleAssignment => ({
              id: `/${index}`,
              roleGuid: `role-${one.role}`,
              principalId: 'ME',
              principalType: 'User',
              scope: one.scope,
            })),
          roles: new Map(
            roles.map((permissions, index) => [
              `role-${index}`,
              { guid: `role-${index}`, name: 'r', custom: true, permissions },
            ]),
          ),
          denies: known(
            denies.map((deny, index): DenyAssignment => ({
              id: `/deny/${index}`,
              name: 'd',
              scope: deny.scope,
              permissions: [deny.permission],
              principals: deny.principals.map((id) => ({ id, type: 'User' })),
              excludePrincipals: deny.excluded.map((id) => ({ id, type: 'User' })),
              doNotApplyToChildScopes: deny.alone,
            })),
          ),
        });
        expect(found.verdict).toBe(granted ? (denied ? 'denied' : 'granted') : 'none');
      }),
      { numRuns: 2_000 },
    );
  });
});
