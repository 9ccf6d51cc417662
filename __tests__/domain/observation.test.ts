import { describe, expect, it } from '@jest/globals';
import { all, chain, join, known, map, unknown } from '../../src/domain/observation.ts';

const denied = unknown({ kind: 'denied', message: 'no right' });
const slow = unknown({ kind: 'timeout', message: 'no answer' });

describe('an observation', () => {
  it('stays unknown through every combinator, with the first reason', () => {
    expect(map(denied, () => 1)).toBe(denied);
    expect(chain(known(1), () => slow)).toBe(slow);
    expect(join({ a: known(1), b: denied, c: slow })).toBe(denied);
    expect(all([known(1), slow, denied])).toBe(slow);
  });

  it('is known when all its parts are', () => {
    expect(join({ a: known(1), b: known('x') })).toEqual(known({ a: 1, b: 'x' }));
    expect(all([known(1), known(2)])).toEqual(known([1, 2]));
  });
});
