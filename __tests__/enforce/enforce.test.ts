import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/domain/observation.ts';
import { accountId, MemoryAzure, permission, refusal, SELF, TEAM } from './memory-azure.ts';
import { kinds, outcomes, plan, run } from './runs.ts';
import { legacy, LEGACY_WRITES } from './worlds.ts';

describe('enforce', () => {
  it('makes every change of the plan, in order, and finds nothing left to do', async () => {
    const azure = legacy();
    const made = await run(azure);
    expect(outcomes(made)).toEqual([
      'assign-role done',
      'convert-connection done',
      'convert-connection done',
      'convert-connection done',
      'regenerate-keys done',
      'disable-keys done',
    ]);
    expect(azure.writes).toEqual(LEGACY_WRITES);
    expect(kinds(plan(azure))).toEqual([]);

    const before = azure.state();
    await run(azure);
    expect(azure.writes).toEqual(LEGACY_WRITES);
    expect(azure.state()).toEqual(before);
  });

  it('gives a custom subdomain first, and goes on with the endpoint that it brings', async () => {
    const azure = new MemoryAzure();
    azure.groups.set(TEAM, [SELF]);
    azure.addAccount('Contoso-1', { subdomain: undefined });
    expect(outcomes(await run(azure))).toEqual([
      'set-subdomain done',
      'assign-role done',
      'regenerate-keys done',
      'disable-keys done',
    ]);
    expect(azure.writes[0]).toBe('set-subdomain Contoso-1 contoso-1');
  });

  it('says when a write switched keys off that was not to do so', async () => {
    const azure = new MemoryAzure();
    const account = azure.addAccount('contoso', { subdomain: undefined });
    azure.beforeWrite = () => {
      account.disableLocalAuth = true;
    };
    const made = await run(azure, { allow: ['set-subdomain'], principals: [] });
    expect(made.changes[0]?.message).toContain('Keys are off too');
  });

  it('says that the name of a subdomain is taken, and that another has to be chosen', async () => {
    const azure = new MemoryAzure();
    azure.addAccount('contoso', { subdomain: undefined });
    azure.beforeWrite = () => {
      throw refusal(409, 'CustomDomainInUse');
    };
    const made = await run(azure, { allow: ['set-subdomain'], principals: [] });
    expect(made.changes).toMatchObject([{ status: 'failed' }]);
    expect(made.changes[0]?.message).toMatch(
      /az cognitiveservices account update --subscription \S+ --resource-group \S+ --name contoso --custom-domain NAME$/,
    );
    expect(azure.time).toBe(0);
  });

  it('makes only kinds that are allowed', async () => {
    const azure = legacy();
    const made = await run(azure, { allow: ['assign-role'] });
    expect(outcomes(made)).toEqual(['assign-role done']);
    expect(azure.accounts[0]?.disableLocalAuth).toBeUndefined();
  });
});

describe('what holds back the whole plan', () => {
  it('writes nothing when another plan was approved, and says both digests', async () => {
    const azure = legacy();
    const { digest } = plan(azure);
    const made = await run(azure, { approvedPlan: 'a'.repeat(64) });
    expect(azure.writes).toEqual([]);
    expect(new Set(made.changes.map(({ status }) => status))).toEqual(new Set(['blocked']));
    expect(made.notes[0]).toContain(digest);
    expect(made.notes[0]).toContain('a'.repeat(64));
  });

  it('makes the plan that was approved, in whatever letter case the digest was typed', async () => {
    const azure = legacy();
    await run(azure, { approvedPlan: ` ${plan(azure).digest.toUpperCase()} ` });
    expect(azure.writes).toEqual(LEGACY_WRITES);
  });

  it('says that no approval was asked for, also where an output came back empty', async () => {
    const says = async (approvedPlan: string | undefined) =>
      (await run(legacy(), { approvedPlan })).notes.filter((note) =>
        note.includes('approved-plan'),
      );
    expect(await says('')).toEqual([expect.stringContaining('approved-plan was empty')]);
    expect(await says(undefined)).toHaveLength(1);
    expect(await says(plan(legacy()).digest)).toEqual([]);
    const azure = legacy();
    await run(azure);
    expect((await run(azure)).notes).toEqual([]);
  });

  it('writes nothing when something changed since the approval', async () => {
    const azure = legacy();
    const { digest } = plan(azure);
    azure.addKeyConnection(accountId('contoso'), 'account', 'new', 'contoso');
    await run(azure, { approvedPlan: digest });
    expect(azure.writes).toEqual([]);
  });

  it('writes nothing when the plan is larger than max-changes, and everything when it is as large', async () => {
    const azure = legacy();
    const made = await run(azure, { maxChanges: 5 });
    expect(azure.writes).toEqual([]);
    expect(made.notes[0]).toContain('6 changes, and max-changes is 5');
    await run(azure, { maxChanges: 6 });
    expect(azure.writes).toEqual(LEGACY_WRITES);
  });

  it.each([{ force: false }, { force: true }])(
    'writes nothing when a right is missing, and names the right, the scope and the role (force: $force)',
    async ({ force }) => {
      const azure = legacy();
      azure.permissions = known([
        permission({ actions: ['*'], notActions: ['Microsoft.Authorization/*/write'] }),
      ]);
      const made = await run(azure, { force });
      expect(azure.writes).toEqual([]);
      const [message = ''] = made.changes.map((change) => change.message);
      expect(message).toContain('Microsoft.Authorization/roleAssignments/write');
      expect(message).toContain(accountId('contoso').text);
      expect(message).toContain('Role Based Access Control Administrator');
      expect(outcomes(made).every((outcome) => outcome.endsWith('blocked'))).toBe(true);
    },
  );

  it('lists missing rights one to a line, those that one role grants together', async () => {
    const azure = legacy();
    azure.permissions = known([permission({ actions: ['*/read'] })]);
    const { changes } = await run(azure);
    const [why, ...rights] = changes[0]?.message.split('\n') ?? [];
    expect(why).toBe('Nothing was written, anywhere.');
    const grants = rights.map((right) => right.slice(right.indexOf('--role')));
    expect(new Set(grants).size).toBe(grants.length);
    const [contributor = ''] = rights.filter((right) =>
      right.includes("--role 'Cognitive Services Contributor'"),
    );
    expect(contributor).toContain('Microsoft.CognitiveServices/accounts/connections/write');
    expect(contributor).toContain('Microsoft.CognitiveServices/accounts/write');
    expect(contributor).toMatch(/--scope \S+\/accounts\/contoso$/);
  });

  it('asks for no right that the plan does not need', async () => {
    const azure = legacy();
    azure.permissions = known([
      permission({
        actions: ['Microsoft.CognitiveServices/accounts/*', 'Microsoft.MachineLearningServices/*'],
      }),
    ]);
    await run(azure, { allow: ['convert-connection'] });
    expect(azure.writes).toHaveLength(3);
  });

  it('says that rights could not be checked, and leaves the decision to Azure', async () => {
    const azure = legacy();
    azure.permissions = unknown({ kind: 'denied', message: 'No right to ask.' });
    const made = await run(azure);
    expect(made.notes.some((note) => note.includes('could not be checked'))).toBe(true);
    expect(azure.writes).toEqual(LEGACY_WRITES);
  });

  it('leaves a locked account alone, names the lock, and goes on with the others', async () => {
    const azure = legacy();
    azure.addAccount('second');
    const scope = accountId('contoso').text;
    azure.locks.push({
      id: `${scope}/providers/Microsoft.Authorization/locks/keep`,
      name: 'keep',
      level: 'ReadOnly',
      scope,
    });
    azure.locks.push({
      id: 'x',
      name: 'no-delete',
      level: 'CanNotDelete',
      scope: accountId('second').text,
    });
    const made = await run(azure);
    const locked = made.changes.filter(({ resource }) => !resource.includes('/second'));
    expect(new Set(locked.map(({ status }) => status))).toEqual(new Set(['blocked']));
    expect(locked[0]?.message).toContain('ReadOnly lock keep');
    expect(azure.writes).toEqual([
      `assign-role second ${TEAM}`,
      'regenerate second Key1',
      'regenerate second Key2',
      'disable-keys second',
    ]);
  });
});

describe('several accounts', () => {
  it('does not stop the others when one fails, and says of each what became of it', async () => {
    const azure = legacy();
    azure.addAccount('second');
    azure.beforeWrite = (write) => {
      if (write.startsWith('assign-role contoso'))
        throw refusal(403, 'AuthorizationFailed', 'denied');
    };
    const made = await run(azure);
    const byAccount = (name: string): readonly string[] =>
      outcomes({
        changes: made.changes.filter(({ resource }) => resource.includes(`accounts/${name}`)),
      });
    expect(byAccount('contoso')).toEqual([
      'assign-role failed',
      'convert-connection blocked',
      'convert-connection blocked',
      'regenerate-keys blocked',
      'disable-keys blocked',
    ]);
    expect(byAccount('second').every((outcome) => outcome.endsWith('done'))).toBe(true);
    expect(azure.accounts.map(({ disableLocalAuth }) => disableLocalAuth)).toEqual([
      undefined,
      true,
    ]);
  });

  it('is not stopped by a defect of its own in one account', async () => {
    const azure = legacy();
    azure.addAccount('second');
    azure.beforeWrite = (write) => {
      if (write.includes('contoso')) throw new TypeError('undefined is not a function');
    };
    const made = await run(azure);
    expect(made.changes[0]).toMatchObject({ status: 'failed' });
    expect(made.changes[0]?.message).toContain('please report it');
    expect(azure.accounts[1]?.disableLocalAuth).toBe(true);
  });

  it('cuts the keys of an account only after the connections of other accounts were converted', async () => {
    const azure = new MemoryAzure();
    azure.groups.set(TEAM, [SELF]);
    azure.addAccount('models');
    azure.addAccount('zebra', { projects: [{ name: 'p' }] });
    azure.addKeyConnection(
      accountId('zebra').child('projects', 'p'),
      'project',
      'to-models',
      'models',
    );
    await run(azure);
    const converted = azure.writes.indexOf('convert-connection p/to-models');
    expect(converted).toBeGreaterThanOrEqual(0);
    expect(azure.writes.indexOf('regenerate models Key1')).toBeGreaterThan(converted);
    expect(azure.writes.indexOf('disable-keys models')).toBeGreaterThan(converted);
  });

  it('leaves keys on while a connection of another account cannot be converted', async () => {
    const azure = new MemoryAzure();
    azure.groups.set(TEAM, [SELF]);
    azure.addAccount('models');
    azure.addAccount('zebra', { projects: [{ name: 'p' }] });
    azure.addKeyConnection(
      accountId('zebra').child('projects', 'p'),
      'project',
      'to-models',
      'models',
    );
    azure.beforeWrite = (write) => {
      if (write.startsWith('convert')) throw refusal(403, 'AuthorizationFailed', 'denied');
    };
    const made = await run(azure);
    const models = made.changes.filter(({ resource }) => resource === accountId('models').text);
    expect(outcomes({ changes: models })).toEqual([
      'assign-role done',
      'regenerate-keys blocked',
      'disable-keys blocked',
    ]);
    expect(models[2]?.message).toContain('to-models');
    expect(azure.accounts[1]?.disableLocalAuth).toBe(true);
  });

  it('does not wait for ever when two accounts hold keys of each other', async () => {
    const azure = new MemoryAzure();
    azure.groups.set(TEAM, [SELF]);
    azure.addAccount('a');
    azure.addAccount('b');
    azure.addKeyConnection(accountId('a'), 'account', 'to-b', 'b');
    azure.addKeyConnection(accountId('b'), 'account', 'to-a', 'a');
    await run(azure);
    expect(azure.accounts.map(({ disableLocalAuth }) => disableLocalAuth)).toEqual([true, true]);
  });
});
