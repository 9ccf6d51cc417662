import { describe, expect, it } from '@jest/globals';
import { countFixed, markKnown } from '../../src/domain/baseline.ts';
import { accountId, finding } from '../report/samples.ts';

const source = (line: number, message = 'AzureOpenAI is created with api_key.') =>
  finding({ rule: 'source-uses-entra', resource: 'source', file: 'src/a.py', line, message });
const known = (...args: Parameters<typeof markKnown>) =>
  markKnown(...args).map((one) => one.known === true);
const PROD = accountId('contoso-prod');
const connection = (name: string, changes: Parameters<typeof finding>[0] = {}) =>
  finding({
    rule: 'connections-use-entra',
    resource: `${PROD}/projects/p/connections/${name}`,
    message: 'The connection holds a key.',
    ...changes,
  });
const fixed = (
  now: Parameters<typeof countFixed>[0],
  then: Parameters<typeof countFixed>[1],
  scanned: Parameters<typeof countFixed>[2] = () => true,
) => countFixed(now, then, scanned);

describe('a baseline', () => {
  it('knows the findings it holds, whatever line they moved to', () => {
    expect(known([source(40), finding()], [source(3), finding()])).toEqual([true, true]);
  });

  it('knows what could not be determined then and cannot now', () => {
    const unknown = finding({ status: 'unknown' });
    expect(known([unknown], [unknown])).toEqual([true]);
  });

  it('knows a resource in any letter case', () => {
    expect(
      known([finding()], [finding({ resource: accountId('contoso-prod').toUpperCase() })]),
    ).toEqual([true]);
  });

  it('knows the connection of a hub for the account that it called then, and for no other', () => {
    const calls = (name: string) =>
      connection('c', { resource: '/x/workspaces/hub/connections/c', account: accountId(name) });
    expect(known([calls('prod')], [calls('dev')])).toEqual([false]);
    expect(known([calls('prod')], [calls('PROD')])).toEqual([true]);
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

  describe('of a finding that says only how many principals it is about', () => {
    const held = (principals: readonly string[], changes: Parameters<typeof finding>[0] = {}) =>
      finding({
        rule: 'key-readers',
        message: `${principals.length} principals can list the keys.`,
        principals,
        ...changes,
      });

    it('does not know another principal in the place of one', () => {
      expect(known([held(['ada', 'team'])], [held(['grace', 'team'])])).toEqual([false]);
      expect(known([held(['ada', 'grace'])], [held(['ada'])])).toEqual([false]);
    });

    it('knows it when some of them are gone, whatever the number in its text', () => {
      expect(known([held(['ada'])], [held(['ada', 'grace'])])).toEqual([true]);
      expect(known([held(['ada'], { message: 'Another.' })], [held(['ada'])])).toEqual([true]);
    });

    it('knows it by any entry about it, whatever others stand beside that', () => {
      expect(known([held(['ada'])], [held(['grace']), held(['ada', 'team'])])).toEqual([true]);
    });

    it.each([
      ['was unknown then', { status: 'unknown' as const }],
      ['was said by another rule', { rule: 'assign-to-groups' as const }],
      ['was said of another account', { resource: accountId('contoso-dev') }],
      ['names nobody, as an older report did', { principals: undefined }],
    ])('does not know it by an entry that %s', (_, changes) => {
      expect(known([held(['ada'])], [held(['ada'], changes as object)])).toEqual([false]);
    });
  });

  it('never marks what passes', () => {
    expect(known([finding({ status: 'pass' })], [finding({ status: 'pass' })])).toEqual([false]);
  });

  it('is not confused by what passes in the same words, then or now', () => {
    const passing = finding({ status: 'pass' });
    expect(known([passing, finding()], [finding()])).toEqual([false, true]);
    expect(known([finding()], [passing, finding()])).toEqual([true]);
  });
});

describe('what of a baseline is fixed', () => {
  const [a, b] = [source(1), { ...source(1), file: 'src/b.py' }];
  const clean = finding({ rule: 'source-uses-entra', resource: 'source', status: 'pass' });

  it('is what passes now', () => {
    expect(fixed([finding({ status: 'pass' })], [finding()])).toBe(1);
    expect(fixed([finding({ status: 'pass' })], [finding({ status: 'unknown' })])).toBe(1);
    expect(fixed([finding({ status: 'pass' })], [finding({ status: 'exempt' })])).toBe(0);
    expect(fixed([finding()], [finding()])).toBe(0);
  });

  it('is a line of code that is gone, while its rule still finds another one or none', () => {
    expect(fixed([clean], [a])).toBe(1);
    expect(fixed([a], [a, b])).toBe(1);
    expect(fixed([a, b], [a, b])).toBe(0);
  });

  it('is no line of code where its rule found nothing to scan, or could not scan', () => {
    expect(fixed([{ ...clean, status: 'skipped' }], [a])).toBe(0);
    expect(fixed([{ ...clean, status: 'unknown' }], [a])).toBe(0);
    expect(fixed([{ ...a, status: 'unknown' }], [a, b])).toBe(1);
  });

  it('is not a file that was not scanned', () => {
    expect(fixed([clean], [a, b], (file) => file === 'src/b.py')).toBe(1);
  });

  it('is a connection that is gone, while its rule judged what is left', () => {
    const left = connection('other', { status: 'pass' });
    expect(fixed([left], [connection('c')], () => false)).toBe(1);
    expect(fixed([connection('other')], [connection('c'), connection('d')])).toBe(2);
  });

  it('is found in any letter case', () => {
    const upper = finding({ resource: PROD.toUpperCase() });
    expect(fixed([finding({ status: 'pass' })], [upper])).toBe(1);
    expect(fixed([upper], [finding()])).toBe(0);
    expect(fixed([finding({ status: 'unknown' })], [upper])).toBe(0);
  });

  it('is a connection of a hub that passes, though the hub lies outside of the account', () => {
    const resource =
      '/subscriptions/1/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/h/connections/c';
    const then = finding({ rule: 'hub-connections-use-entra', resource });
    expect(fixed([{ ...then, account: PROD, status: 'pass' }], [then])).toBe(1);
    expect(fixed([{ ...then, account: PROD, resource: PROD, status: 'pass' }], [then])).toBe(0);
  });

  it('is each finding once', () => {
    expect(fixed([clean], [source(1), source(2), source(2, 'Another.')])).toBe(3);
  });

  it.each([
    ['an account that was not judged', finding({ resource: accountId('other') })],
    ['a rule that was switched off', finding({ rule: 'custom-subdomain', status: 'pass' })],
    ['what cannot be determined any more', finding({ status: 'unknown' })],
    ['what is exempt now', finding({ status: 'exempt' })],
    ['what was skipped', finding({ status: 'skipped' })],
    ['what fails in other words', finding({ message: 'Something else.' })],
  ])('is not %s', (_, now) => {
    expect(fixed([now], [finding()])).toBe(0);
  });

  it.each([
    ['the connections of the project', { resource: `${PROD}/projects/p` }],
    ['the account', { resource: PROD }],
    ['the account, in another letter case,', { resource: PROD.toUpperCase() }],
  ])('is not a connection of which nobody knows, because %s could not be read', (_, change) => {
    const unread = connection('', { ...change, status: 'unknown' });
    expect(fixed([unread], [connection('c')])).toBe(0);
  });

  it('is a connection that passes while those of another project could not be read', () => {
    const unread = connection('', { resource: `${PROD}/projects/p2`, status: 'unknown' });
    expect(fixed([unread, connection('c', { status: 'pass' })], [connection('c')])).toBe(1);
  });
});
