import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RULE_IDS, type Finding } from '../../src/domain/finding.ts';
import { BODY_CHARACTERS, bytes, SUMMARY_BYTES } from '../../src/report/budget.ts';
import { renderComment, renderIssue, sameBody } from '../../src/report/comment.ts';
import { renderSummary } from '../../src/report/markdown.ts';
import { toHtml } from './gfm.ts';
import {
  accountId,
  assembled,
  clean,
  context,
  enforced,
  event,
  finding,
  hostile,
  large,
  plan,
  scheduled,
  small,
} from './samples.ts';

const RENDERINGS = { summary: renderSummary, comment: renderComment, issue: renderIssue } as const;
const renderings = Object.entries(RENDERINGS);
const audit = context({ event: scheduled });

/** Enough of a long page to see what changed, and a hash of the rest. */
function inShort(page: string): object {
  return {
    hash: createHash('sha256').update(page).digest('hex'),
    head: page.slice(0, 2500).split('\n'),
    tail: page.slice(-500).split('\n'),
    left: page.match(/^and \d+ more .*$/gm),
  };
}

describe.each(renderings)('the %s', (_, render) => {
  it.each([
    ['a pull request', small],
    ['a clean resource', clean],
  ])('of %s', (__, parts) => {
    expect(render(assembled(parts), context())).toMatchSnapshot();
  });

  it.each([
    ['a plan', plan, context()],
    ['changes', enforced, context()],
    ['hostile content', hostile, context()],
    ['5,000 resources', large(), audit],
  ])('of %s', (__, parts, where) => {
    expect(inShort(render(assembled(parts), where))).toMatchSnapshot();
  });

  it("does not say again in the evidence what the message says, nor one rule's wish for several", () => {
    const reason = 'The identity may not read it: it lacks x/read at /subscriptions/s (HTTP 403).';
    const unread = (rule: Finding['rule']) =>
      finding({
        rule,
        status: 'unknown',
        message: `Not judged: ${reason}`,
        evidence: `Expected: ${rule} holds\nSeen: ${reason}\nSeen: Missing permission: x/read at /subscriptions/s\nWhy: Nobody knows.`,
      });
    const findings = (['keys-disabled', 'custom-subdomain', 'entra-accepted'] as const).map(unread);
    const [, summary = ''] = renderSummary(assembled({ findings }), context()).split('### What');
    expect(summary.split(reason.slice(0, 28))).toHaveLength(2);
    expect(summary).not.toContain('Missing permission');
    expect(summary).not.toContain('Expected:');
    expect(summary).toContain('Nobody knows.');
  });

  it('says once what stopped several changes, and names them', () => {
    const message = 'Nothing was written, anywhere. The identity lacks A. Run: az role x';
    const changes = (['assign-role', 'disable-keys'] as const).map((kind) => ({
      kind,
      resource: accountId('contoso-prod'),
      status: 'blocked' as const,
      message,
    }));
    const [, stopped = ''] = renderSummary(assembled({ ...enforced, changes }), audit).split(
      'What stopped 2 changes</summary>',
    );
    expect(stopped.split('</details>')[0]?.trim()).toBe(
      `- \`assign-role\` contoso-prod, \`disable-keys\` contoso-prod: ${message}`,
    );
  });

  it('lets hostile content make no element, attribute, mention or reference of its own', () => {
    const html = toHtml(render(assembled(hostile), context()));
    const tags = new Set(Array.from(html.matchAll(/<\/?([a-z][a-z0-9]*)/gi), ([, tag]) => tag));
    const expected =
      'a b blockquote br code details h2 h3 li p pre span strong sub summary table tbody td th thead tr ul';
    for (const tag of tags) expect(expected.split(' ')).toContain(tag);
    const attributes = new Set(
      Array.from(html.matchAll(/<[a-z0-9]+ ([^>]*)>/gi), ([, inside]) =>
        (inside ?? '').replace(/"[^"]*"/g, '""'),
      ),
    );
    for (const attribute of attributes) {
      expect(['href=""', 'open', 'class=""', 'align=""']).toContain(attribute);
    }
    const hosts = new Set(
      Array.from(html.matchAll(/href="(https?:\/\/[^/"]+)/g), ([, host]) => host),
    );
    expect([...hosts].sort()).toEqual(['https://github.com', 'https://portal.azure.com']);
    const prose = html
      .replace(/<!--.*?-->/g, '')
      .replace(/<(pre|code)[^>]*>.*?<\/\1>/gs, '')
      .replace(/href="[^"]*"/g, '')
      .replace(/&#(\d+);/g, (_entity, digits: string) => String.fromCharCode(Number(digits)));
    expect(prose).not.toMatch(/@\w|#\d|GH-\d|https?:\/\/|www\./i);
    expect(html.match(/<!--/g) ?? []).toHaveLength(render === renderSummary ? 0 : 1);
  });

  it('keeps its tables and folds whole whatever is in them', () => {
    const text = fc
      .array(
        fc.constantFrom(
          '|',
          '\n',
          '`',
          '<',
          '</details>',
          '\\',
          '~~~',
          '```',
          '- ',
          '# ',
          '@a',
          'x',
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join(''));
    const findings = fc.array(
      fc.record({
        rule: fc.constantFrom(...RULE_IDS),
        status: fc.constantFrom('fail', 'unknown', 'pass', 'skipped', 'exempt'),
        severity: fc.constantFrom('error', 'warning', 'note'),
        resource: fc.constantFrom(accountId('a'), accountId('b'), 'x'),
        message: text,
        evidence: text,
        fix: text,
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(findings, (some: readonly Finding[]) => {
        const page = render(assembled({ findings: some }), context());
        const html = toHtml(page);
        for (const tag of ['details', 'summary', 'table', 'pre']) {
          const opened = html.match(new RegExp(`<${tag}[ >]`, 'g'))?.length ?? 0;
          expect([tag, html.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0]).toEqual([
            tag,
            opened,
          ]);
        }
        expect(html.match(/<table>/g)?.length ?? 0).toBe(
          page.match(/^\| (?:---|--- )/gm)?.length ?? 0,
        );
      }),
    );
  });
});

describe('limits of GitHub', () => {
  const huge = (): Finding[] =>
    Array.from({ length: 400 }, (_, index) =>
      finding({
        resource: accountId(`é${index}`),
        message: '😀'.repeat(1500),
        evidence: `Seen: ${'|'.repeat(5000)}`,
        fix: '`'.repeat(20_000),
      }),
    );

  it('hold for the summary: 1 MiB of UTF-8, and what is left out is counted', () => {
    for (const parts of [large(), { ...small, findings: huge() }]) {
      const page = renderSummary(assembled(parts), audit);
      expect(bytes(page)).toBeLessThanOrEqual(SUMMARY_BYTES);
      expect(bytes(page)).toBeGreaterThan(SUMMARY_BYTES / 2);
      expect(page).toMatch(/^and \d+ more .*: see the JSON report\.$/m);
    }
  });

  it.each([
    ['comment', renderComment],
    ['issue', renderIssue],
  ])('hold for the %s: 65,536 characters', (_, render) => {
    for (const parts of [large(), { ...small, findings: huge() }]) {
      const page = render(assembled(parts), audit);
      expect(page.length).toBeLessThanOrEqual(BODY_CHARACTERS);
      expect(page).toMatch(/^and \d+ more .*: see the JSON report\.$/m);
      expect(page.isWellFormed()).toBe(true);
    }
  });

  it('hold whatever the limit is, and no row of a table is cut', () => {
    const report = assembled(large());
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 400_000 }), (limit) => {
        const page = renderSummary(report, audit, limit);
        expect(bytes(page)).toBeLessThanOrEqual(limit);
        for (const row of page.split('\n').filter((line) => line.startsWith('|'))) {
          expect(row.endsWith('|')).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('are used for what fails before what passes', () => {
    const page = renderSummary(assembled(large()), audit, 300_000);
    expect(page.indexOf('### What fails')).toBeLessThan(page.indexOf('passes</summary>'));
    expect(
      page.match(/<details><summary>❌|<details open><summary>❌/g)?.length ?? 0,
    ).toBeGreaterThan(50);
  });
});

describe('a comment', () => {
  it('says the same as one of an earlier run when only run and commit differ', () => {
    const other = {
      ...event,
      runUrl: 'https://github.com/contoso/chat/actions/runs/43',
      sha: 'c'.repeat(40),
      pullRequest: {
        number: 7,
        fork: false,
        dependabot: false,
        baseSha: '',
        baseRef: '',
        headSha: 'c'.repeat(40),
      },
    };
    const before = renderComment(assembled(small), context());
    const after = renderComment(
      assembled({ ...small, finishedAt: new Date('2026-03-02T09:00:00Z') }),
      context({ event: other }),
    );
    expect(after).not.toBe(before);
    expect(sameBody(before, after)).toBe(true);
    expect(sameBody(before.replaceAll('\n', '\r\n'), after)).toBe(true);
    expect(sameBody(before, renderComment(assembled(clean), context()))).toBe(false);
  });

  it('says who lost access only when all keys that were to go are gone', () => {
    const disabled = (name: string, status: 'done' | 'blocked') => ({
      kind: 'disable-keys' as const,
      resource: accountId(name),
      status,
      message: `Disable the keys of ${name}.`,
    });
    const page = (status: 'done' | 'blocked'): string =>
      renderSummary(
        assembled({
          ...plan,
          mode: 'enforce',
          changes: [disabled('contoso-dev', 'done'), disabled('contoso-prod', status)],
        }),
        context(),
      );
    expect(page('done')).toContain('Who lost access with the keys: 3');
    expect(page('blocked')).toContain('Who loses access when keys go: 3');
  });

  it('puts what the author of a pull request can mend first', () => {
    expect(renderComment(assembled(small), context())).toContain(
      '**First: src/chat/client.py:14**',
    );
    expect(renderComment(assembled(small), audit)).toContain(
      '**First: contoso-prod / support / search**',
    );
  });

  it('shows a resource that cannot be read as one finding, not as one for each rule', () => {
    const report = assembled({
      findings: RULE_IDS.slice(0, 12).map((rule) =>
        finding({
          rule,
          status: 'unknown',
          message: 'Cannot tell.',
          fix: 'Give the job id-token: write.',
        }),
      ),
    });
    const page = renderComment(report, context());
    expect(page.match(/<summary>❓/g)).toHaveLength(1);
    expect(page).toContain('(12 rules)');
  });
});
