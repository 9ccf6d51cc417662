import { describe, expect, it } from '@jest/globals';
import { annotationsOf } from '../../src/report/annotations.ts';
import { renderSummary } from '../../src/report/markdown.ts';
import { accountId, assembled, context, finding, hostile, scheduled, small } from './samples.ts';

const many = (count: number, severity: 'error' | 'warning' | 'note') =>
  Array.from({ length: count }, (_, index) =>
    finding({
      severity,
      resource: accountId(`a${String(index).padStart(3, '0')}`),
      fix: `Mend it in way ${index}.`,
    }),
  );

describe('annotations', () => {
  it('of a pull request', () => {
    expect(annotationsOf(assembled(small), context())).toMatchSnapshot();
  });

  it('are ten of a kind, and the last says how many are missing', () => {
    const report = assembled({
      findings: [...many(30, 'error'), ...many(10, 'warning'), ...many(11, 'note')],
    });
    const kinds = Map.groupBy(annotationsOf(report, context()), ({ kind }) => kind);
    expect(
      [...kinds].map(([kind, all]) => [kind, all.length, all.at(-1)?.message.slice(0, 20)]),
    ).toEqual([
      ['error', 10, 'and 21 more of this '],
      ['warning', 10, 'a009: Key-based auth'],
      ['notice', 10, 'and 2 more of this k'],
    ]);
  });

  it('name a cause once, with the number of resources and the first few', () => {
    const report = assembled({
      findings: many(225, 'note').map((one) => ({ ...one, fix: 'Assign a policy.' })),
    });
    const [first, ...more] = annotationsOf(report, context());
    expect(more).toEqual([]);
    expect(first?.message.split('\n').slice(1)).toEqual([
      'And for 224 more: a001, a002, a003, a004, a005 and 219 others.',
      'Fix: Assign a policy.',
    ]);
  });

  it('stay apart for two resources, which are two names to read', () => {
    const two = many(2, 'error').map((one) => ({ ...one, fix: 'Mend it.' }));
    expect(annotationsOf(assembled({ findings: two }), context())).toHaveLength(2);
  });

  it('show what could not be determined, however much else fails', () => {
    const unread = finding({ resource: accountId('unread'), status: 'unknown' });
    const report = assembled({ findings: [...many(30, 'error'), unread] });
    const messages = annotationsOf(report, context()).map(({ message }) => message);
    expect(messages).toHaveLength(10);
    expect(messages[8]).toContain('unread');
    expect(messages[9]).toContain('and 22 more of this kind');
  });

  it('leave room for what the step itself says', () => {
    const report = assembled({ findings: many(30, 'error') });
    const room = (error: number) =>
      annotationsOf(report, context(), { error, warning: 0, notice: 0 }).length;
    expect([room(9), room(1), room(0), room(-1)]).toEqual([9, 1, 0, 0]);
  });

  it('come first for lines of code', () => {
    const report = assembled({
      findings: [
        ...many(30, 'error'),
        finding({
          rule: 'source-uses-entra',
          resource: 'source',
          file: 'a.py',
          line: 3,
          column: 7,
        }),
      ],
    });
    expect(annotationsOf(report, context())[0]).toMatchObject({
      kind: 'error',
      file: 'a.py',
      line: 3,
      column: 7,
    });
  });

  it('stand in the order of the summary: what to do first comes first', () => {
    const rules = ['keys-disabled', 'inference-role', 'connections-use-entra'] as const;
    const report = assembled({ findings: rules.map((rule) => finding({ rule })) });
    const where = context({ event: scheduled });
    const summary = [
      ...renderSummary(report, where).matchAll(/<code>([a-z-]+)<\/code><\/summary>/g),
    ];
    const annotated = annotationsOf(report, where).map(({ title }) => title.split(':')[0]);
    expect(annotated).toEqual(['inference-role', 'connections-use-entra', 'keys-disabled']);
    expect(summary.map(([, rule]) => rule)).toEqual(annotated);
  });

  it('pass over what is known, exempt or passes', () => {
    const report = assembled({
      findings: [
        finding({ known: true }),
        finding({ status: 'exempt' }),
        finding({ status: 'pass' }),
      ],
    });
    expect(annotationsOf(report, context())).toEqual([]);
  });

  it('show every character', () => {
    for (const { message } of annotationsOf(assembled(hostile), context())) {
      expect(message).not.toMatch(/(?!\n)\p{Cc}|\p{Cf}/u);
    }
  });
});
