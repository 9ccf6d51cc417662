import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/domain/observation.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { accountId, hubId, MemoryAzure, SELF } from './memory-azure.ts';
import { outcomes, plan, run, type RunOptions } from './runs.ts';
import { legacy } from './worlds.ts';

const CUTS = ['regenerate-keys', 'disable-keys'];

/** In the legacy world, with one thing different. */
interface Case {
  readonly when: string;
  readonly change?: (azure: MemoryAzure) => unknown;
  readonly options?: RunOptions;
  readonly see?: (facts: AccountFacts) => AccountFacts;
  readonly says: string;
}

const network = { kind: 'network', message: 'No route to the endpoint.' } as const;
const denied = { kind: 'denied', message: 'No right to list.' } as const;

const cases: readonly Case[] = [
  {
    when: "the workflow's own identity cannot show that Entra ID works",
    change: (azure) => {
      azure.groups.clear();
    },
    says: 'identity lacks the data action',
  },
  {
    when: 'the probe is off',
    options: { probe: 'off' },
    says: 'probe is off',
  },
  {
    when: 'the endpoint cannot be reached',
    change: (azure) => (azure.entraSays = () => unknown(network)),
    says: 'No route to the endpoint.',
  },
  {
    when: 'a firewall answers in place of the endpoint',
    change: (azure) => (azure.entraSays = () => known('network-refused')),
    says: 'did not accept an Entra token',
  },
  {
    when: 'a connection to the account is of a category that takes only keys',
    change: (azure) =>
      azure.addConnection(accountId('contoso'), 'account', 'custom', {
        authType: 'CustomKeys',
        category: 'CustomKeys',
        target: 'https://contoso.openai.azure.com/',
      }),
    says: 'contoso / custom still uses a key',
  },
  {
    when: 'it is not known whether a connection uses a key',
    change: (azure) =>
      azure.addConnection(accountId('contoso'), 'account', 'new-kind', {
        authType: 'SomethingNew',
        category: 'AzureOpenAI',
        target: 'https://contoso.openai.azure.com/',
      }),
    says: 'new-kind uses a key',
  },
  {
    when: 'a hub connection has a key for the host that the region shares',
    change: (azure) =>
      azure.addConnection(hubId('hub'), 'hub', 'regional', {
        authType: 'ApiKey',
        category: 'AzureOpenAI',
        target: 'https://westeurope.api.cognitive.microsoft.com/',
      }),
    says: 'regional host',
  },
  {
    when: 'connections are not to be converted',
    options: { allow: ['assign-role', 'regenerate-keys', 'disable-keys'] },
    says: 'contoso / p1 / aoai still uses a key',
  },
  {
    when: 'the rule about hub connections is switched off',
    options: { levels: { 'hub-connections-use-entra': 'off' } },
    says: 'hub / shared still uses a key',
  },
  {
    when: 'the role is not to be assigned',
    change: (azure) => {
      azure.assign('contoso', 'someone-else', 'User');
    },
    options: { allow: ['convert-connection', 'regenerate-keys', 'disable-keys'] },
    says: 'has no role that allows inference',
  },
  {
    when: 'the hubs cannot be listed',
    see: (facts) => ({ ...facts, hubs: unknown(denied) }),
    says: 'No right to list.',
  },
  {
    when: 'the connections of one project cannot be listed',
    see: (facts) => ({
      ...facts,
      connections: known([{ owner: facts.id, connections: unknown(denied) }]),
    }),
    says: 'No right to list.',
  },
  {
    when: 'the role assignments cannot be listed',
    see: (facts) => ({ ...facts, assignments: unknown(denied) }),
    says: 'No right to list.',
  },
  {
    when: 'the directory no longer knows a required principal',
    see: (facts) => ({
      ...facts,
      names: new Map([['7ea30000-0000-0000-0000-000000000002', { name: 'team', gone: true }]]),
    }),
    says: 'no longer knows',
  },
];

describe('keys stay on, and the report says why,', () => {
  it.each(cases)('when $when', async ({ change, options, see, says }) => {
    const azure = legacy();
    change?.(azure);
    const facts = azure.facts.bind(azure);
    if (see) azure.facts = (id) => see(facts(id));
    const made = await run(azure, options);
    const cuts = made.changes.filter(({ kind }) => CUTS.includes(kind));
    expect(outcomes({ changes: cuts })).toEqual(CUTS.map((kind) => `${kind} blocked`));
    for (const { message } of cuts) expect(message).toContain(says);
    expect(azure.writes.filter((write) => /regenerate|disable/.test(write))).toEqual([]);
    expect(azure.accounts[0]?.keys).toEqual({ Key1: 0, Key2: 0 });
  });
});

describe('interlocks are judged by what is the case right before keys are cut', () => {
  it('and not by what was the case when the plan was made', async () => {
    const azure = legacy();
    azure.afterWrite = (write) => {
      if (write === 'convert-connection hub/shared') {
        azure.addKeyConnection(accountId('contoso'), 'account', 'made-meanwhile', 'contoso');
      }
    };
    const made = await run(azure);
    expect(made.changes.at(-1)).toMatchObject({ kind: 'disable-keys', status: 'blocked' });
    expect(made.changes.at(-1)?.message).toContain('made-meanwhile');
    expect(azure.accounts[0]?.keys).toEqual({ Key1: 0, Key2: 0 });
  });

  it('once more between regenerating keys and disabling them', async () => {
    const azure = legacy();
    azure.afterWrite = (write) => {
      if (write === 'regenerate contoso Key2') {
        azure.addKeyConnection(accountId('contoso'), 'account', 'made-meanwhile', 'contoso');
      }
    };
    const made = await run(azure);
    expect(outcomes(made).slice(-2)).toEqual(['regenerate-keys done', 'disable-keys blocked']);
  });
});

describe('force', () => {
  it('overrides interlocks of disable-keys and says in the report which', async () => {
    const azure = legacy();
    const made = await run(azure, { force: true, allow: ['assign-role', 'disable-keys'] });
    expect(made.changes.at(-1)).toMatchObject({ kind: 'disable-keys', status: 'done' });
    expect(made.changes.at(-1)?.message).toMatch(/Forced, although: .*aoai still uses a key/);
  });

  describe('of an approved plan', () => {
    const options = { principals: [], allow: ['disable-keys'], force: true } as const;
    const world = () => {
      const azure = new MemoryAzure();
      azure.addAccount('contoso');
      azure.assign('contoso', SELF, 'ServicePrincipal');
      return azure;
    };
    const connect = (azure: MemoryAzure, name: string) =>
      azure.addKeyConnection(accountId('contoso'), 'account', name, 'contoso');

    it('overrides what the plan named', async () => {
      const azure = world();
      connect(azure, 'legacy');
      const { digest } = plan(azure, options);
      const made = await run(azure, { ...options, approvedPlan: digest });
      expect(outcomes(made)).toEqual(['disable-keys done']);
    });

    it('does not override what objects since, before the run or in it', async () => {
      for (const when of ['before', 'in it']) {
        const azure = world();
        connect(azure, 'legacy');
        const { digest } = plan(azure, options);
        if (when === 'before') connect(azure, 'payroll');
        const made = await run(
          azure,
          { ...options, approvedPlan: digest },
          {
            observe: (id) => {
              if (azure.connections.length === 1) connect(azure, 'payroll');
              return Promise.resolve(azure.facts(id));
            },
          },
        );
        expect(outcomes(made)).toEqual(['disable-keys blocked']);
        expect(azure.writes).toEqual([]);
        expect(made.changes[0]?.message).toContain(when === 'before' ? 'digest' : 'payroll');
      }
    });
  });

  it('does not override the proof that regenerating Key2 needs', async () => {
    const azure = legacy();
    azure.entraSays = () => known('network-refused');
    const made = await run(azure, { force: true });
    expect(outcomes(made).slice(-2)).toEqual(['regenerate-keys blocked', 'disable-keys done']);
    expect(azure.accounts[0]).toMatchObject({ keys: { Key1: 0, Key2: 0 }, disableLocalAuth: true });
  });

  it('does not switch keys on again when Entra ID had not worked before either', async () => {
    const azure = legacy();
    azure.groups.clear();
    const made = await run(azure, {
      force: true,
      allow: ['assign-role', 'convert-connection', 'disable-keys'],
      propagationTimeoutMs: 1_000,
    });
    expect(made.changes.at(-1)).toMatchObject({ kind: 'disable-keys', status: 'done' });
    expect(azure.writes).not.toContain('enable-keys contoso');
  });

  it('does not cut the keys of an account that can no longer be read', async () => {
    const azure = legacy();
    const made = await run(
      azure,
      { force: true, allow: ['disable-keys'] },
      {
        observe: (id) =>
          Promise.resolve({
            ...azure.facts(id),
            account: unknown({ kind: 'unavailable', message: 'Azure could not answer.' }),
          }),
      },
    );
    expect(outcomes(made)).toEqual(['disable-keys blocked']);
    expect(azure.writes).toEqual([]);
  });
});
