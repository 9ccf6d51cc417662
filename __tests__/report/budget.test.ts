import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytes, characters, fit, type Section } from '../../src/report/budget.ts';

const item = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => `<${text}>\n`);
const section = fc
  .record({
    items: fc.array(item, { maxLength: 30 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ items, share }): Section & { readonly items: readonly string[] } => ({
    open: '{\n',
    items,
    close: '}\n',
    left: (left) => `and ${left} more\n`,
    share,
  }));

describe('a page within a limit', () => {
  it.each([
    ['bytes', bytes],
    ['characters', characters],
  ])('never has more %s, cuts no item, and counts what is missing', (_, size) => {
    fc.assert(
      fc.property(
        fc.array(section, { maxLength: 5 }),
        fc.integer({ min: 200, max: 3000 }),
        (sections, limit) => {
          const page = fit(['head\n', ...sections, 'foot\n'], limit, size);
          expect(size(page)).toBeLessThanOrEqual(limit);
          expect(page.startsWith('head\n') && page.endsWith('foot\n')).toBe(true);
          const bodies = page.split('{\n').slice(1);
          expect(bodies).toHaveLength(sections.length);
          for (const [index, part] of sections.entries()) {
            const shown = part.items.filter((_, count) =>
              bodies[index]?.startsWith(part.items.slice(0, count + 1).join('')),
            );
            const left = part.items.length - shown.length;
            expect(bodies[index]).toContain(
              `${part.items.slice(0, shown.length).join('')}${left > 0 ? `and ${left} more\n` : ''}}\n`,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes everything when everything fits', () => {
    const one: Section = {
      open: '',
      items: ['a', 'b'],
      close: '',
      left: (left) => `${left}`,
      share: 0,
    };
    expect(fit(['x', one], 10, characters)).toBe('xab');
  });

  it('gives room that one part does not need to another', () => {
    const small: Section = { open: '', items: ['a'], close: '', left: () => '', share: 0.5 };
    const long: Section = {
      open: '',
      items: Array.from({ length: 9 }, () => 'b'),
      close: '',
      left: () => '',
      share: 0.5,
    };
    expect(fit([small, long], 10, characters)).toBe('abbbbbbbbb');
  });
});
