import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { matchesGlob, matchesResource } from '../../src/domain/glob.ts';

const account =
  '/subscriptions/1/resourceGroups/rg-dev/providers/Microsoft.CognitiveServices/accounts/Contoso-Dev';
const hubConnection =
  '/subscriptions/1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub-1/connections/contoso-dev';

describe('globs of the policy file', () => {
  it.each([
    ['src/**/*.py', 'src/a/b/c.py', true],
    ['src/**/*.py', 'src/c.py', true],
    ['src/*.py', 'src/a/c.py', false],
    ['**', 'a/b', true],
    ['**/test_*.py', 'test_a.py', true],
    ['src/?.py', 'src/a.py', true],
    ['src/?.py', 'src/ab.py', false],
    ['a[1].py', 'a[1].py', true],
    ['a[1].py', 'a1.py', false],
    ['samples/**', 'samples', true],
    ['src', 'src/a', false],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(matchesGlob(glob, path)).toBe(expected);
  });

  it.each([
    ['contoso-*', account, true],
    ['contoso-dev//', account, true],
    [`${account}/`, account, true],
    [`${account}//`, `${account}/connections/c`, true],
    ['CONTOSO-DEV', account, true],
    ['contoso-*', `${account}/projects/p/connections/c`, true],
    ['c', `${account}/projects/p/connections/c`, false],
    ['/subscriptions/*/resourceGroups/rg-*/**', account, true],
    ['/SUBSCRIPTIONS/1/**', account, true],
    ['/subscriptions/*', account, false],
    [account, `${account}/connections/c`, true],
    [account.toUpperCase(), account, true],
    [`${account}/projects/*/connections/c`, `${account}/projects/p/connections/c`, true],
    [`${account}/projects/*/connections/c`, account, false],
    ['/subscriptions/2/**', '/subscriptions/1/resourceGroups/rg-dev', false],
    ['contoso-*', hubConnection, false],
    ['hub-1', hubConnection, false],
    ['sandbox-*', '/subscriptions/1/resourceGroups/sandbox-rg', false],
    ['sandbox', '/providers/Microsoft.Management/managementGroups/sandbox', false],
    [
      '/providers/*/managementGroups/sandbox',
      '/providers/Microsoft.Management/managementGroups/sandbox',
      true,
    ],
    ['sandbox-*', 'sandbox-1', true],
    ['8', 'shard 2/8', false],
    [
      'hub-1',
      '/subscriptions/1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub-1',
      true,
    ],
  ])('%s covers %s: %s', (glob, id, expected) => {
    expect(matchesResource(glob, id)).toBe(expected);
  });

  it('agree with picomatch where both have a meaning', () => {
    const segment = fc
      .string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 4 })
      .filter((text) => !text.includes('**'));
    // At the end of a glob picomatch reads `**` in two ways, depending on what stands before it.
    const globs = fc
      .array(fc.oneof(segment, fc.constant('**')), { minLength: 1, maxLength: 4 })
      .filter((glob) => glob.at(-1) !== '**');
    const paths = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(globs, paths, (glob, path) => {
        const [left, right] = [glob.join('/'), path.join('/')];
        expect([left, right, matchesGlob(left, right)]).toEqual([
          left,
          right,
          picomatch(left, { dot: true })(right),
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  it('cannot be made slow by a name', () => {
    const started = performance.now();
    expect(matchesGlob('*a'.repeat(200) + 'b', 'a'.repeat(2000))).toBe(false);
    expect(matchesGlob('**/a/'.repeat(200) + 'b', 'a/'.repeat(2000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
