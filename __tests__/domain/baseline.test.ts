import { describe, expect, it } from '@jest/globals';
import { countFixed, markKnown } from '../../src/domain/baseline.ts';
import { accountId, finding } from '../report/samples.ts';

const source = (line: number, message = 'AzureOpenAI is created with api_key.') =>
  finding({ rule: 'source-uses-entra', resource: 'source', file: 'src/a.py', line, message });
const known = (...args: Parameters<typeof markKnown>) =>
  markKnown(...args).map((one) => one.known === true);
const everything = { resources: [accountId('contoso-prod')], scanned: () => true };

describe('a baseline', () => {
  it('knows the findings it holds, whatever line they moved to', () => {
    expect(known([source(40), finding()], [source(3), finding()])).toEqual([true, true]);
  });

  it('knows a resource in any letter case', () => {
    expect(
      known([finding()], [finding({ resource: accountId('contoso-prod').toUpperCase() })]),
    ).toEqual([true]);
  });

  it.each([
    ['another message', finding({ message: 'Something else.' })],
    ['another rule', finding({ rule: 'custom-subdomain' })],
    ['another resource', finding({ resource: accountId('contoso-dev') })],
    ['what was unknown then and fails now', finding({ status: 'unknown' })],
    ['what passed then', finding({ status: 'pass' })],
    ['what was exempt then', finding({ status: 'exempt' })],
  ])('does not know %s', (_, then) => {
    expect(known([finding()], [then])).toEqual([false]);
  });

  it('knows two of three findings that read the same when it holds two', () => {
    expect(known([source(1), source(2), source(3)], [source(7), source(8)])).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('never marks what passes', () => {
    expect(known([finding({ status: 'pass' })], [finding({ status: 'pass' })])).toEqual([false]);
  });

  it('counts what is gone', () => {
    expect(countFixed([finding({ status: 'pass' })], [finding(), source(1)], everything)).toBe(2);
    expect(countFixed([finding(), source(9)], [finding(), source(1)], everything)).toBe(0);
  });

  it('counts a connection that is gone with its account still judged', () => {
    const gone = finding({ resource: `${accountId('contoso-prod')}/connections/c` });
    expect(countFixed([], [gone], everything)).toBe(1);
  });

  it('does not celebrate what was not looked at', () => {
    const elsewhere = finding({ resource: accountId('contoso-dev') });
    expect(countFixed([], [elsewhere, source(1)], { ...everything, scanned: () => false })).toBe(0);
  });

  it('does not celebrate what cannot be determined any more', () => {
    expect(countFixed([finding({ status: 'unknown' })], [finding()], everything)).toBe(0);
  });
});
