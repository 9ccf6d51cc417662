import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { tooOld } from '../../src/cli/node-version.ts';

it.each([
  ['20.20.2', 'Node 24 or newer, and this is 20.20.2'],
  ['9.0.0', 'Node 24'],
  ['24.0.0', undefined],
  ['100.1.0', undefined],
])('Node %s: %s', (version, why) => {
  if (why === undefined) expect(tooOld(version)).toBeUndefined();
  else expect(tooOld(version)).toContain(why);
});

it('is what npm is told', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    engines: { node: string };
  };
  expect(engines.node).toBe('>=24');
  expect(tooOld('23.11.1')).toBeDefined();
});
