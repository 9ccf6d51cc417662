import { expect, it } from '@jest/globals';
import { readFix, type RuleId } from '../../src/domain/finding.ts';
import { judgeBy, textOf, type Case } from './builders.ts';

/** Each case has one verdict, with the status and the texts that its line names. */
export function holds(rule: RuleId, cases: readonly Case[]): void {
  it.each(cases)('$says when $when', ({ facts = {}, settings = {}, says, shows, hides }) => {
    const verdicts = judgeBy(rule, facts, settings);
    expect(verdicts.map(({ status }) => status)).toEqual([says]);
    const text = verdicts.map(textOf).join('\n');
    for (const part of shows ?? []) {
      if (typeof part === 'string') expect(text).toContain(part);
      else expect(text).toMatch(part);
    }
    for (const part of hides ?? []) expect(text).not.toContain(part);
    for (const verdict of verdicts) {
      if (verdict.status === 'fail') expect(verdict.fix).toBeTruthy();
      const { Bicep = '' } = readFix(verdict.fix ?? '');
      expect(Bicep.split('{').length).toBe(Bicep.split('}').length);
      if (verdict.status !== 'skipped') expect(verdict.evidence).toContain('Expected: ');
    }
  });
}
