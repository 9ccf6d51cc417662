import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../src/domain/account.ts';
import { ArmId } from '../../src/domain/arm-id.ts';
import { CHANGE_KINDS } from '../../src/domain/change.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import { InboundConnections } from '../../src/plan/inbound.ts';
import { makePlan, planChanges } from '../../src/plan/plan.ts';
import { account, connection, facts, finding, ID, owned, settings } from './builders.ts';

const OTHER = ArmId.of(ID.text.replace('contoso', 'fabrikam'));
const PROJECT = OTHER.child('projects', 'p');

/** The account `contoso`, which is called. */
const called = (some: Partial<Account> = {}): AccountFacts =>
  facts({ account: known(account(some)) });
/** The account `fabrikam`, whose connections call. */
const caller = (...connections: readonly Connection[]): AccountFacts =>
  facts({
    id: OTHER,
    account: known(
      account({ id: OTHER, name: 'fabrikam', customSubdomain: 'fabrikam', endpoints: [] }),
    ),
    connections: known([{ owner: OTHER, connections: known(connections) }]),
  });
const of = (some: Partial<Connection>): Connection => connection('c', { owner: OTHER, ...some });

describe('connections of other accounts in scope that call an account', () => {
  it.each<{ readonly by: string; readonly some: Partial<Connection>; readonly is?: Account }>([
    {
      by: 'the resource id in its metadata, without a target',
      some: { target: '', metadata: { ResourceId: ID.text.toUpperCase() } },
    },
    {
      by: 'the host of an endpoint, which bears no suffix of Azure',
      some: { target: 'https://AI.contoso.example/openai' },
      is: account({
        customSubdomain: undefined,
        endpoints: [{ name: 'own', url: 'https://ai.Contoso.example/' }],
      }),
    },
    {
      by: 'the subdomain under another suffix, in another letter case',
      some: { target: 'https://Contoso.services.ai.azure.com/models' },
      is: account({ customSubdomain: 'CONTOSO', endpoints: [] }),
    },
  ])('are found by $by', ({ some, is }) => {
    const here = called(is);
    const found = of(some);
    const inbound = new InboundConnections([here, caller(found)]);
    expect(inbound.of(here)).toEqual([found]);
  });

  it('are all found, each once, whatever it is found by', () => {
    const both = of({ metadata: { ResourceId: ID.text } });
    const byHost = connection('d', { owner: OTHER });
    const elsewhere = connection('e', {
      owner: OTHER,
      target: 'https://contoso.example.com/',
    });
    const here = called({
      endpoints: [{ name: 'default', url: 'https://contoso.openai.azure.com/' }],
    });
    const inbound = new InboundConnections([here, caller(both, byHost, elsewhere)]);
    expect(inbound.of(here)).toEqual([both, byHost]);
  });

  it("are not an account's own", () => {
    const own = connection('c');
    const here = facts({ connections: known([{ owner: ID, connections: known([own]) }]) });
    expect(new InboundConnections([here]).of(here)).toEqual([]);
  });

  it('are none where the account could not be read', () => {
    const here = facts({ account: unknown({ kind: 'denied', message: 'No right.' }) });
    expect(new InboundConnections([here, caller(of({}))]).of(here)).toEqual([]);
  });
});

describe('keys of an account that another account in scope calls', () => {
  const project = connection('in-project', { owner: PROJECT, ownerKind: 'project' });
  const planned = (
    calling: AccountFacts,
    failing: readonly Connection[],
    some: Partial<AccountFacts> = {},
  ) => {
    const plan = makePlan({
      accounts: [calling, facts(some)].map((one) => ({ facts: one, settings: settings() })),
      unseen: [],
      options: { allow: CHANGE_KINDS, force: false },
      findings: [
        finding('keys-disabled'),
        ...failing.map(({ id }) => finding('connections-use-entra', 'fail', id.text)),
      ],
    });
    return planChanges(plan);
  };
  const lines = (report: ReturnType<typeof planned>): readonly string[] =>
    report.changes.map(({ kind, status }) => `${kind} ${status}`);

  it('stay on while it calls with a key, and it is named', () => {
    const report = planned(caller(of({})), []);
    expect(lines(report)).toEqual(['regenerate-keys blocked', 'disable-keys blocked']);
    expect(report.changes[1]?.message).toContain('fabrikam / c still uses a key');
    expect(report.losesAccess).toEqual([
      'contoso: The connection fabrikam / c still uses a key (authType ApiKey).',
    ]);
  });

  it('stay on while a part of the scope was not seen', () => {
    const plan = makePlan({
      accounts: [{ facts: facts(), settings: settings() }],
      unseen: [{ kind: 'denied', message: 'The workspace may not be read.' }],
      options: { allow: CHANGE_KINDS, force: false },
      findings: [finding('keys-disabled')],
    });
    const report = planChanges(plan);
    expect(lines(report)).toEqual(['regenerate-keys blocked', 'disable-keys blocked']);
    expect(report.changes[1]?.message).toContain('The workspace may not be read.');
  });

  const denied = unknown({ kind: 'denied', message: 'No right to list connections.' });
  const closed = (id: ArmId, some: Partial<AccountFacts>): AccountFacts =>
    facts({
      id,
      account: known(account({ id, name: id.name, customSubdomain: id.name })),
      ...some,
    });

  it.each<{ readonly what: string; readonly some: Partial<AccountFacts> }>([
    { what: 'its connections and those of its projects', some: { connections: denied } },
    {
      what: 'the connections of one project',
      some: { connections: known([{ owner: PROJECT, connections: denied }]) },
    },
    { what: 'that account itself', some: { account: denied, connections: denied } },
  ])('stay on where nobody may read $what, and it is said', ({ some }) => {
    const report = planned(closed(OTHER, some), []);
    expect(lines(report)).toEqual(['regenerate-keys blocked', 'disable-keys blocked']);
    const why = 'The connections of fabrikam could not all be read: No right to list connections.';
    expect(report.changes[1]?.message).toContain(why);
    expect(report.losesAccess).toContain(
      `contoso: Connections that use a key could not all be listed: ${why}`,
    );
  });

  it('stay on for one reason, however many accounts could not be read', () => {
    const ids = ['a', 'b', 'c'].map((name) => ArmId.of(ID.text.replace('contoso', name)));
    const plan = makePlan({
      accounts: [...ids.map((id) => closed(id, { connections: denied })), facts()].map((one) => ({
        facts: one,
        settings: settings(),
      })),
      unseen: [],
      options: { allow: CHANGE_KINDS, force: false },
      findings: [finding('keys-disabled')],
    });
    const [change] = planChanges(plan).changes;
    expect(change?.message).toContain(
      'The connections of 3 other accounts in scope could not all be read, a among them: No right',
    );
    expect(change?.message.match(/No right/g)).toHaveLength(1);
  });

  it('go once the plan of that account converts what calls it, and nobody loses access', () => {
    const report = planned(caller(of({}), project), [of({}), project]);
    expect(lines(report)).toEqual([
      'regenerate-keys planned',
      'disable-keys planned',
      'convert-connection planned',
      'convert-connection planned',
    ]);
    expect(report.losesAccess).toEqual([]);
  });

  it.each([
    { where: 'nothing else is in scope', names: [] },
    { where: 'keys of a third account go too', names: ['third'] },
  ])('go in both of two accounts that call each other, where $where', ({ names }) => {
    const there = of({});
    const back = connection('back', { target: 'https://fabrikam.openai.azure.com/' });
    const others = names.map((name) => {
      const id = ArmId.of(ID.text.replace('contoso', name));
      return facts({
        id,
        account: known(account({ id, customSubdomain: name, endpoints: [] })),
      });
    });
    const accounts = [caller(there), facts(owned(back)), ...others];
    const plan = makePlan({
      accounts: accounts.map((one) => ({ facts: one, settings: settings() })),
      unseen: [],
      options: { allow: CHANGE_KINDS, force: false },
      findings: [
        ...accounts.map(({ id }) => finding('keys-disabled', 'fail', id.text)),
        ...[there, back].map(({ id }) => finding('connections-use-entra', 'fail', id.text)),
      ],
    });
    const cuts = lines(planChanges(plan)).filter((line) => line.startsWith('disable-keys'));
    expect(cuts).toEqual(accounts.map(() => 'disable-keys planned'));
  });

  it('stay on where one of two connections is not converted, or only blocked', () => {
    expect(lines(planned(caller(of({}), project), [project]))[1]).toBe('disable-keys blocked');
    const regional = of({
      target: 'https://westeurope.api.cognitive.microsoft.com/',
      metadata: { ResourceId: ID.text },
    });
    expect(lines(planned(caller(regional), [regional]))).toEqual([
      'regenerate-keys blocked',
      'disable-keys blocked',
      'convert-connection blocked',
    ]);
  });

  it('stay on where a third account has a connection like one that another converts and shares', () => {
    const owner = ArmId.of(ID.text.replace('contoso', 'third'));
    const left = connection('c', { owner });
    const third = facts({
      id: owner,
      account: known(account({ id: owner, customSubdomain: 'third', endpoints: [] })),
      connections: known([{ owner, connections: known([left]) }]),
    });
    const shared = of({ isSharedToAll: true });
    const plan = makePlan({
      accounts: [caller(shared), third, facts()].map((one) => ({
        facts: one,
        settings: settings(),
      })),
      unseen: [],
      options: { allow: CHANGE_KINDS, force: false },
      findings: [
        finding('keys-disabled'),
        finding('connections-use-entra', 'fail', shared.id.text),
      ],
    });
    const report = planChanges(plan);
    expect(lines(report)).toContain('disable-keys blocked');
    expect(report.losesAccess).toEqual([
      'contoso: The connection third / c still uses a key (authType ApiKey).',
    ]);
  });

  it('do not depend on what calls some third account', () => {
    const third = connection('third', { owner: OTHER, target: 'https://x.openai.azure.com/' });
    expect(lines(planned(caller(third), []))).toEqual([
      'regenerate-keys planned',
      'disable-keys planned',
    ]);
  });
});
