import { describe, expect, it } from '@jest/globals';
import { INTERLOCK_ASPECTS, PLAN_ASPECTS } from '../../src/plan/aspects.ts';
import { RULES } from '../../src/rules/index.ts';

describe('what is asked again right before keys are cut', () => {
  it.each([
    'entra-accepted',
    'inference-role',
    'connections-use-entra',
    'hub-connections-use-entra',
  ])('is all that %s reads, names aside, so that nothing old decides', (interlock) => {
    const { needs } = RULES.find(({ id }) => id === interlock) ?? {};
    const left = needs?.filter((aspect) => aspect !== 'names' && !INTERLOCK_ASPECTS.has(aspect));
    expect(left).toEqual([]);
  });
});

describe('what is asked for a plan', () => {
  it('is all that any rule reads, names aside: a rule that is off hides nobody who loses access', () => {
    const needs = new Set(RULES.flatMap((rule) => rule.needs));
    needs.delete('names');
    expect([...PLAN_ASPECTS].sort()).toEqual([...needs].sort());
  });
});
