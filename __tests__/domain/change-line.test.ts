import { expect, it } from '@jest/globals';
import { changeLine } from '../../src/domain/change-line.ts';
import { ID } from '../rules/builders.ts';

it('a change is told with the resource, its kind, how it went and why', () => {
  const change = { kind: 'assign-role', status: 'blocked', message: 'No right.' } as const;
  expect(changeLine({ ...change, resource: `${ID.text}/connections/models` })).toBe(
    'contoso-ai / models: assign-role: blocked. No right.',
  );
});
