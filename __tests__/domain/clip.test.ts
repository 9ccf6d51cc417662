import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clip, onOneLine } from '../../src/domain/clip.ts';

describe('text that is too long', () => {
  it('is cut between characters, never longer than it may be', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (raw, max) => {
          const cut = clip(raw, max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(cut.isWellFormed()).toBe(true);
          expect(raw.startsWith(cut.replace(/…$/, ''))).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['ab😀c', 4, 'ab…'],
    ['😀abc', 4, '😀a…'],
  ])('%j in %i units reads %j', (raw, max, cut) => {
    expect(clip(raw, max)).toBe(cut);
  });
});

it('puts text of several lines on one, without space around it', () => {
  expect(onOneLine(' a\r\n\tb  c\u2028d ')).toBe('a b c d');
});
