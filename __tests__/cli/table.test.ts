import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Report } from '../../src/domain/report.ts';
import { readArguments } from '../../src/cli/arguments.ts';
import { HELP } from '../../src/cli/help.ts';
import { renderTable } from '../../src/cli/table.ts';
import { DEFAULTS } from '../../src/settings/defaults.ts';

function reportWith(message: string): Report {
  return {
    version: 1,
    mode: 'check',
    compliant: false,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: '2026-01-01T00:00:01.000Z',
    resources: [],
    findings: [
      {
        rule: 'keys-disabled',
        severity: 'error',
        status: 'fail',
        resource: message,
        message,
        fix: message,
      },
    ],
    changes: [],
    stats: { requests: 0, retries: 0, throttled: 0, durationMs: 0 },
    notes: [message],
  };
}

describe('the table', () => {
  it('lets no text from outside steer the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = renderTable(reportWith(`\u001b]0;x\u0007${text}`), 'error', {
          colour: false,
          width: 80,
        });
        expect(shown.split('\n').join('')).not.toMatch(/\p{Cc}/u);
        expect(shown).not.toMatch(/[\u007f-\u009f\u202a-\u202e]/);
      }),
    );
  });

  it('has colours where the terminal has them, and lines no longer than it is wide', () => {
    const report = reportWith('word '.repeat(100).trim());
    expect(renderTable(report, 'error', { colour: true, width: 80 })).toContain('\u001b[31m');
    const [table = ''] = renderTable(report, 'error', { colour: false, width: 80 }).split(
      'What to do',
    );
    const rows = table.split('\n').filter((row) => row.startsWith('  '));
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every((row) => row.length <= 80)).toBe(true);
  });

  it('says once what stops several changes, and tells lost access from what would be lost', () => {
    const shown = (status: 'blocked' | 'done'): string =>
      renderTable(
        {
          ...reportWith('x'),
          mode: 'enforce',
          changes: (['convert-connection', 'disable-keys'] as const).map((kind) => ({
            kind,
            resource: '/subscriptions/s',
            status,
            message: 'Nothing was written.\nThe identity lacks a right.',
          })),
          losesAccess: ['contoso: grace'],
        },
        'error',
        { colour: false, width: Infinity },
      );
    expect(shown('blocked').match(/lacks a right/g)).toHaveLength(1);
    expect(shown('blocked')).toMatch(/blocked +disable-keys +s: as above/);
    expect(shown('blocked')).toContain('Who loses access when keys go');
    expect(shown('done')).toContain('Who lost access with the keys');
  });
});

describe('the options', () => {
  const inputs = Object.keys(DEFAULTS).filter((name) => name !== 'mode' && name !== 'force');

  it.each(inputs.filter((name) => !/^(auth|report-file|sarif-file|resources)$/.test(name)))(
    'hand --%s to the input of that name, as it is',
    (name) => {
      const command = readArguments(['check', `--${name}`, 'VALUE']);
      expect(command).toMatchObject({ kind: 'run', inputs: { [name]: 'VALUE', mode: 'check' } });
    },
  );

  it('are all in the help, which fits a terminal', () => {
    for (const name of inputs.filter((one) => one !== 'sarif-file')) {
      expect(HELP).toContain(`--${name}`);
    }
    expect(HELP.split('\n').every((row) => row.length <= 80)).toBe(true);
  });
});
