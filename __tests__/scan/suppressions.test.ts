import { describe, expect, it } from '@jest/globals';
import { suppressionsOf } from '../../src/scan/suppressions.ts';

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
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
