import { describe, expect, it } from '@jest/globals';
import { matchesWildcard } from '../../src/domain/wildcard.ts';

describe('the wildcard of actions and hosts', () => {
  it.each([
    ['ab*ba', 'abba'],
    ['ab*ba', 'ab/x/ba'],
    ['a*xy*b', 'acxyb'],
    ['*', ''],
    ['A*C', 'abc'],
  ])('%s takes in %s', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(true);
  });

  it.each([
    ['ab*ba', 'aba', 'beginning and end may not share a letter'],
    ['a*xy*b', 'acccb', 'a part between two stars is missing'],
    ['a*xy*b', 'acxb', 'a part between two stars is cut short'],
    ['a*xb*b', 'axb', 'a part and the end may not share a letter'],
    ['a*b*c*d', 'acbd', 'the parts stand in another order'],
    ['abc', 'abcd', 'there is no star'],
  ])('%s does not take in %s: %s', (pattern, text) => {
    expect(matchesWildcard(pattern, text)).toBe(false);
  });
});
