import { describe, expect, it } from '@jest/globals';
import { atMost } from '../../src/rules/show.ts';

describe('a list in the evidence', () => {
  it.each([
    { lines: [], shown: [] },
    { lines: ['a', 'b'], shown: ['a', 'b'] },
    { lines: ['a', 'b', 'c', 'd'], shown: ['a', 'b', '... and 2 more.'] },
  ])('of $lines.length, two of which are shown, says how many were left out', (one) => {
    expect(atMost(one.lines, 2)).toEqual(one.shown);
  });
});
