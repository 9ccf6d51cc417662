import { describe, expect, it } from '@jest/globals';
import { isMissing, STATE_WORDS } from '../../src/domain/set-up-step.ts';

describe('a step of the set-up', () => {
  it.each([
    ['done', false],
    ['missing', true],
    ['unknown', true],
    ['unseen', false],
  ] as const)('that is %s: still to do: %s', (state, missing) => {
    expect(isMissing({ title: 'a', state, say: 'b', commands: [] })).toBe(missing);
  });

  it('says "ok" of what was seen to be done, and of nothing else', () => {
    expect(STATE_WORDS.done).toBe('ok');
    expect(new Set(Object.values(STATE_WORDS)).size).toBe(4);
  });
});
