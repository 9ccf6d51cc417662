import { describe, expect, it } from '@jest/globals';
import { atMost, showPrincipal } from '../../src/rules/show.ts';
import { ALICE, facts } from './builders.ts';

describe('a principal in the evidence', () => {
  it.each([
    { known: undefined, shown: `User ${ALICE}` },
    { known: { name: 'Ada', gone: false }, shown: `Ada (User ${ALICE})` },
    { known: { name: ALICE, gone: false }, shown: `User ${ALICE}` },
    {
      known: { name: ALICE, gone: true },
      shown: `User ${ALICE} (gone: the directory no longer knows it)`,
    },
  ])('is $shown', ({ known, shown }) => {
    const seen = facts({ names: new Map(known && [[ALICE, known]]) });
    expect(showPrincipal(seen, { type: 'User', objectId: ALICE })).toBe(shown);
  });
});

describe('a list in the evidence', () => {
  it.each([
    { lines: [], shown: [] },
    { lines: ['a', 'b'], shown: ['a', 'b'] },
    { lines: ['a', 'b', 'c', 'd'], shown: ['a', 'b', '... and 2 more.'] },
  ])('of $lines.length, two of which are shown, says how many were left out', (one) => {
    expect(atMost(one.lines, 2)).toEqual(one.shown);
  });
});
