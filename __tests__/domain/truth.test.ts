import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allOf, anyOf, not, type Truth } from '../../src/domain/truth.ts';

const truth = fc.constantFrom<Truth>('yes', 'maybe', 'no');
const truths = fc.array(truth, { maxLength: 4 });
/** Each way in which the doubts may turn out. */
const outcomes = (list: readonly Truth[]): readonly (readonly boolean[])[] =>
  list.reduce<readonly (readonly boolean[])[]>(
    (ways, one) =>
      ways.flatMap((way) =>
        (one === 'maybe' ? [true, false] : [one === 'yes']).map((last) => [...way, last]),
      ),
    [[]],
  );
const agreed = (answers: readonly boolean[]): Truth => {
  if (new Set(answers).size > 1) return 'maybe';
  return answers[0] === true ? 'yes' : 'no';
};

describe('what is true where some of it is in doubt', () => {
  it('is said only where it holds however the doubts turn out', () => {
    fc.assert(
      fc.property(truths, (list) => {
        const ways = outcomes(list);
        expect(anyOf(list)).toBe(agreed(ways.map((way) => way.includes(true))));
        expect(allOf(list)).toBe(agreed(ways.map((way) => !way.includes(false))));
      }),
    );
  });

  it('is in doubt where its opposite is', () => {
    expect((['yes', 'maybe', 'no'] as const).map(not)).toEqual(['no', 'maybe', 'yes']);
  });
});
