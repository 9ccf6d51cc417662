import { describe, expect, it } from '@jest/globals';
import { accountId, READER, refusal, SELF, TEAM, USER_ROLE } from '../memory-azure.ts';
import { outcomes, plan, run } from '../runs.ts';
import { legacy } from '../worlds.ts';

const OTHER = '07be0000-0000-0000-0000-000000000003';

describe('assign-role', () => {
  it('waits until the endpoint honours it, says how long that took, and how long is left', async () => {
    const azure = legacy();
    azure.assignmentDelayMs = 150_000;
    const made = await run(azure);
    const [assigned] = made.changes;
    expect(assigned).toMatchObject({ kind: 'assign-role', status: 'done' });
    const measured = Number(/in effect after (\d+) s/.exec(assigned?.message ?? '')?.[1]);
    expect(measured).toBeGreaterThanOrEqual(150);
    expect(measured).toBeLessThan(180);
    expect(
      azure.logged.filter((line) => /Waiting for .* to take effect .* left/.test(line)).length,
    ).toBeGreaterThan(2);
    expect(made.changes.at(-1)).toMatchObject({ kind: 'disable-keys', status: 'done' });
  });

  it('fails when it is not in effect in time, and nothing that needs it is made', async () => {
    const azure = legacy();
    azure.assignmentDelayMs = 900_000;
    const made = await run(azure, { propagationTimeoutMs: 600_000 });
    expect(outcomes(made)).toEqual([
      'assign-role failed',
      'convert-connection blocked',
      'convert-connection blocked',
      'convert-connection blocked',
      'regenerate-keys blocked',
      'disable-keys blocked',
    ]);
    expect(azure.writes).toEqual([`assign-role contoso ${TEAM}`]);
    expect(azure.time).toBeLessThan(1_300_000);
  });

  it('is finished by the next run, which waits for a role that is listed and not yet in effect', async () => {
    const azure = legacy();
    azure.assignmentDelayMs = 900_000;
    await run(azure, { propagationTimeoutMs: 600_000 });
    const made = await run(azure, { propagationTimeoutMs: 600_000 });
    expect(outcomes(made)).toEqual([
      'convert-connection done',
      'convert-connection done',
      'convert-connection done',
      'regenerate-keys done',
      'disable-keys done',
    ]);
  });

  it.each([
    { timeout: 600_000, waits: 300_000 },
    { timeout: 120_000, waits: 120_000 },
    { timeout: 3_600_000, waits: 300_000 },
  ])(
    'of somebody else is in effect before anything takes access from them, with $timeout ms of time',
    async ({ timeout, waits }) => {
      const azure = legacy();
      azure.assign('contoso', SELF, 'ServicePrincipal');
      azure.groups.clear();
      const at: Record<string, number> = {};
      azure.afterWrite = (write) => {
        at[write.split(' ')[0] ?? ''] ??= azure.time;
      };
      const made = await run(azure, { propagationTimeoutMs: timeout });
      expect(outcomes(made).filter((line) => !line.endsWith('done'))).toEqual([]);
      expect(at['convert-connection']).toBe(waits);
      // Waited for once, whatever is made after.
      expect(at['disable-keys']).toBeLessThan(waits + 60_000);
    },
  );

  it.each([
    ['a minute ago, by somebody else', USER_ROLE, -60_000, 240_000],
    ['an hour ago', USER_ROLE, -3_600_000, 0],
    ['just now, and lets nobody call the models', READER, 0, 0],
    ['in the future, as the clock of another machine has it', USER_ROLE, 3_600_000, 300_000],
  ])('is waited for where it was assigned %s', async (_, role, changedAt, waits) => {
    const azure = legacy();
    azure.assign('contoso', SELF, 'ServicePrincipal');
    azure.assign('contoso', TEAM, 'Group');
    azure.assign('contoso', OTHER, 'ServicePrincipal', role, 'late', changedAt);
    let converted = -1;
    azure.afterWrite = (write) => {
      if (write.startsWith('convert') && converted < 0) converted = azure.time;
    };
    const made = await run(azure);
    expect(outcomes(made).at(-1)).toBe('disable-keys done');
    expect(converted).toBe(waits);
  });

  it('takes no token that was accepted before for the effect of a role', async () => {
    const azure = legacy();
    azure.assign('contoso', SELF, 'ServicePrincipal');
    azure.assignmentDelayMs = 200_000;
    let converted = -1;
    azure.afterWrite = (write) => {
      if (write.startsWith('convert') && converted < 0) converted = azure.time;
    };
    const made = await run(azure);
    expect(made.changes[0]?.message).toContain('it cannot show the effect');
    expect(converted).toBe(300_000);
  });

  it('does not wait for what cannot be tried: the role of somebody else', async () => {
    const azure = legacy();
    azure.assignmentDelayMs = 900_000;
    azure.assign('contoso', SELF, 'ServicePrincipal');
    azure.groups.clear();
    const made = await run(azure, { allow: ['assign-role'] });
    expect(outcomes(made)).toEqual(['assign-role done']);
    expect(made.changes[0]?.message).toContain('Tokens of others cannot be tried');
    expect(azure.time).toBe(0);
  });

  it('tries again while the directory does not know the principal', async () => {
    const azure = legacy();
    azure.principalNotFoundTimes = 4;
    const made = await run(azure, { allow: ['assign-role'] });
    expect(outcomes(made)).toEqual(['assign-role done']);
    expect(azure.time).toBeGreaterThan(0);
  });

  it('gives up on a principal that the directory never knows, and says what to check', async () => {
    const azure = legacy();
    azure.principalNotFoundTimes = Number.POSITIVE_INFINITY;
    const made = await run(azure, { allow: ['assign-role'], propagationTimeoutMs: 60_000 });
    expect(made.changes[0]).toMatchObject({ status: 'failed' });
    expect(made.changes[0]?.message).toContain('object id');
    expect(azure.time).toBeLessThan(90_000);
  });

  it('is unchanged when the same assignment appears under another name meanwhile', async () => {
    const azure = legacy();
    const planned = plan(azure);
    const made = await run(
      azure,
      { allow: ['assign-role'] },
      {
        writer: {
          ...azure.ports().writer,
          assignRole: (change) => {
            azure.assign('contoso', TEAM);
            return azure.ports().writer.assignRole(change);
          },
        },
      },
    );
    expect(planned.accounts[0]?.steps[0]?.change.kind).toBe('assign-role');
    expect(outcomes(made)).toEqual(['assign-role unchanged']);
    expect(azure.assignments).toHaveLength(1);
  });

  it('waits while another change is in the way, and makes it then', async () => {
    const azure = legacy();
    let busy = 3;
    azure.beforeWrite = () => {
      if (busy > 0) {
        busy -= 1;
        throw refusal(409, 'RequestConflict');
      }
    };
    expect(outcomes(await run(azure, { allow: ['assign-role'] }))).toEqual(['assign-role done']);
  });

  it('names a refusal for what it is, and goes on with other principals', async () => {
    const azure = legacy();
    const other = '0ther000-0000-0000-0000-000000000003';
    azure.callers.push(other);
    azure.beforeWrite = (write) => {
      if (write.endsWith(TEAM)) throw refusal(403, 'AuthorizationFailed', 'denied');
    };
    const made = await run(azure, {
      allow: ['assign-role'],
      principals: [
        { type: 'Group', objectId: TEAM, role: 'Cognitive Services User' },
        { type: 'User', objectId: other, role: 'Cognitive Services User' },
      ],
    });
    expect(made.changes.map(({ status }) => status).sort()).toEqual(['done', 'failed']);
    expect(azure.assignments.map(({ principalId, scope }) => ({ principalId, scope }))).toEqual([
      { principalId: other, scope: accountId('contoso').text },
    ]);
  });
});
