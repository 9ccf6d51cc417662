import { describe, expect, it } from '@jest/globals';
import { suppressionFor, suppressionsOf } from '../../src/scan/suppressions.ts';

const COMMENT = '# foundry-entra-gate: allow source-uses-entra -- partner account';

describe('a suppression comment', () => {
  it('exempts with its reason, whatever closes the comment', () => {
    for (const end of ['', ' */', ' */ }', ' -->', ' #>', '\\n",', '\r\n'])
      expect(suppressionsOf(`x\n${COMMENT}${end}`)).toEqual([
        { line: 2, rules: ['source-uses-entra'], reason: 'partner account' },
      ]);
  });

  it('that is very long costs no time, and its reason is what stands at its beginning', () => {
    const start = performance.now();
    expect(suppressionsOf(`${COMMENT}${' '.repeat(200_000)}b`)).toMatchObject([
      { reason: 'partner account' },
    ]);
    expect(suppressionsOf(`${COMMENT}${' '.repeat(900)}b`)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('a comment that exempts', () => {
  it.each([
    ['# foundry-entra-gate: allow source-uses-entra -- until May', 'until May'],
    ['// foundry-entra-gate: allow source-uses-entra -- until May', 'until May'],
    ['/* foundry-entra-gate: allow source-uses-entra -- until May */', 'until May'],
    ['{/* foundry-entra-gate: allow source-uses-entra -- until May */}', 'until May'],
    ['<!-- foundry-entra-gate: allow source-uses-entra -- until May -->', 'until May'],
    ['<# foundry-entra-gate: allow source-uses-entra -- until May #>', 'until May'],
    ['    "key = 1  # foundry-entra-gate: allow source-uses-entra -- until May\\n",', 'until May'],
    ['    "# foundry-entra-gate: allow source-uses-entra -- until May"', 'until May'],
    ['x = 1  #  foundry-entra-gate:  allow  source-uses-entra  --  a -- b', 'a -- b'],
  ])('is read in %s', (text, reason) => {
    expect(suppressionsOf(text)).toEqual([{ line: 1, rules: ['source-uses-entra'], reason }]);
  });

  it.each([
    '# foundry-entra-gate: allow source-uses-entra',
    '# foundry-entra-gate: allow source-uses-entra --',
    '# foundry-entra-gate: allow source-uses-entra --   ',
    '/* foundry-entra-gate: allow source-uses-entra -- */',
    '# foundry-entra-gate: allow source-uses-entra because',
  ])('has no reason in %s', (text) => {
    expect(suppressionsOf(text)).toMatchObject([{ reason: undefined }]);
  });

  it('may name several rules', () => {
    expect(
      suppressionsOf('# foundry-entra-gate: allow source-uses-entra, iac-keys-disabled -- x'),
    ).toMatchObject([{ rules: ['source-uses-entra', 'iac-keys-disabled'] }]);
  });

  it('counts on the lines of the finding and on the line above, and nowhere else', () => {
    const at = (line: number) => [{ line, rules: ['source-uses-entra'], reason: 'x' }];
    const spans = [[5, 7]] as const;
    for (const line of [4, 5, 6, 7])
      expect(suppressionFor(at(line), 'source-uses-entra', spans)).toBeDefined();
    for (const line of [3, 8])
      expect(suppressionFor(at(line), 'source-uses-entra', spans)).toBeUndefined();
  });

  it('is read at once from a line of a mebibyte', () => {
    const started = performance.now();
    suppressionsOf(`# foundry-entra-gate: allow source-uses-entra --${' '.repeat(1024 * 1024)}x`);
    suppressionsOf(`# foundry-entra-gate: allow ${'a,'.repeat(500_000)}`);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
