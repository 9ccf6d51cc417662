import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RULE_IDS } from '../../src/domain/finding.ts';
import { compareToDo } from '../../src/report/procedure.ts';
import { finding } from './samples.ts';

const findings = fc.array(
  fc
    .record({
      rule: fc.constantFrom(...RULE_IDS),
      severity: fc.constantFrom('error', 'warning', 'note'),
      status: fc.constantFrom('pass', 'fail', 'unknown', 'skipped', 'exempt'),
    })
    .map((some) => finding(some)),
  { maxLength: 12 },
);

it('the list of what to do is the same in whatever order the findings came', () => {
  fc.assert(
    fc.property(findings, (list) => {
      const rules = (of: typeof list): readonly string[] =>
        of.toSorted(compareToDo).map(({ rule, severity }) => `${severity} ${rule}`);
      expect(rules(list.toReversed())).toEqual(rules(list));
    }),
  );
});

it('keys go after all that depends on them, whatever passes beside it', () => {
  const list = [
    finding({ rule: 'keys-disabled' }),
    finding({ rule: 'custom-subdomain', status: 'pass' }),
    finding({ rule: 'hub-connections-use-entra' }),
    finding({ rule: 'inference-role' }),
  ];
  const failing = list
    .toSorted(compareToDo)
    .filter(({ status }) => status === 'fail')
    .map(({ rule }) => rule);
  expect(failing).toEqual(['inference-role', 'hub-connections-use-entra', 'keys-disabled']);
});
