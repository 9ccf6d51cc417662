import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { readFix, RULE_IDS } from '../../src/domain/finding.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import type { Rule } from '../../src/domain/rule.ts';
import { RULES } from '../../src/rules/index.ts';
import { judge, needs, unresolved } from '../../src/rules/judge.ts';
import {
  account,
  ALICE,
  assignment,
  DENIED,
  facts,
  ID,
  levels,
  required,
  settings,
} from './builders.ts';

const DENIED_EVERYWHERE: Partial<AccountFacts> = {
  account: DENIED,
  assignments: DENIED,
  roles: DENIED,
  denies: DENIED,
  deployments: DENIED,
  projects: DENIED,
  connections: DENIED,
  hubs: DENIED,
  entraProbe: DENIED,
  keyProbe: DENIED,
  keyEvents: DENIED,
  policies: DENIED,
};
const alice = { principals: [required('User', ALICE)] };
const rule = (change: Partial<Rule>): Rule => ({
  id: 'keys-disabled',
  severity: 'error',
  title: 'Something holds',
  needs: ['account'],
  judge: () => [{ status: 'pass', message: 'ok' }],
  ...change,
});

describe('the catalogue', () => {
  it('has every resource rule, in the order of the public list', () => {
    const resourceRules = RULE_IDS.filter((id) => !/^(source|iac)-/.test(id));
    expect(RULES.map(({ id }) => id)).toEqual(resourceRules);
  });

  it('has the published default severities', () => {
    const bySeverity = (severity: string) =>
      RULES.filter((one) => one.severity === severity).map(({ id }) => id);
    expect(bySeverity('note')).toEqual(['policy-guardrail']);
    expect(bySeverity('warning')).toEqual([
      'assign-to-groups',
      'key-readers',
      'connection-identity',
      'keys-refused',
      'keys-unread',
    ]);
  });

  it('has a page for each rule that names its id and severity', () => {
    const pages = readdirSync('docs/rules');
    for (const { id, severity } of RULES) {
      expect(pages).toContain(`${id}.md`);
      const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
      expect(page).toContain(`# ${id}`);
      expect(page).toContain(`Default severity: **${severity}**`);
    }
  });
});

describe('judging an account', () => {
  it('passes a compliant account on every rule that can pass', () => {
    const held = new Map([[ALICE, known([assignment()])]]);
    const findings = judge(
      facts({
        reach: held,
        policies: known([
          {
            assignmentId: '/a',
            assignmentName: 'a',
            scope: '/',
            definitionGuid: 'd',
            effect: 'Deny',
            enforced: true,
          },
        ]),
      }),
      settings(alice),
    );
    expect(findings.filter(({ status }) => status !== 'pass').map(({ rule: id }) => id)).toEqual([
      'connection-identity',
    ]);
  });

  it('never passes anything of which nothing could be read', () => {
    const findings = judge(facts(DENIED_EVERYWHERE), settings(alice));
    expect(findings.map(({ rule: id }) => id)).toEqual(RULES.map(({ id }) => id));
    expect(new Set(findings.map(({ status }) => status))).toEqual(new Set(['unknown']));
    for (const finding of findings) {
      const text = [finding.message, finding.evidence, finding.fix].join('\n');
      expect(text).toMatch(/Some\/action|was not asked/);
    }
  });

  it('never turns a fail into a pass by hiding one more answer', () => {
    const failing = facts({
      account: known(account({ disableLocalAuth: false, customSubdomain: undefined })),
      reach: new Map([[ALICE, known([])]]),
      assignments: known([assignment({ principalId: 'someone' })]),
      keyEvents: known([
        { at: '2026-09-20T08:00:00Z', caller: 'x', operation: 'listKeys', account: ID },
      ]),
    });
    const before = new Map(
      judge(failing, settings(alice)).map((finding) => [finding.rule, finding.status]),
    );
    expect([...before.values()].filter((status) => status === 'fail').length).toBeGreaterThan(6);
    for (const [aspect, denied] of Object.entries(DENIED_EVERYWHERE)) {
      for (const after of judge({ ...failing, [aspect]: denied }, settings(alice))) {
        const was = before.get(after.rule);
        expect([aspect, after.rule, was === 'fail' && after.status === 'pass']).toEqual([
          aspect,
          after.rule,
          false,
        ]);
      }
    }
  });

  it('gives the severity of the settings, and leaves out what is off', () => {
    const findings = judge(
      facts(),
      settings({ levels: levels({ 'keys-disabled': 'note', 'keys-unread': 'off' }) }),
    );
    expect(findings.find((one) => one.rule === 'keys-disabled')?.severity).toBe('note');
    expect(findings.some((one) => one.rule === 'keys-unread')).toBe(false);
  });

  it('names the account as Azure writes it', () => {
    const shown = account();
    const [finding] = judge(facts({ account: known(shown) }), settings());
    expect(finding?.resource).toBe(shown.id.text);
  });

  it('makes a rule that throws an unknown finding, and judges the others', () => {
    const broken = rule({
      judge: () => {
        throw new TypeError('Cannot read properties of undefined\n    at secret (/path:1:1)');
      },
    });
    const findings = judge(facts(), settings(), [broken, rule({ id: 'custom-subdomain' })]);
    expect(findings.map(({ status }) => status)).toEqual(['unknown', 'pass']);
    expect(findings[0]?.message).toContain(
      'keys-disabled could not judge what Azure returned (Cannot read properties of undefined).',
    );
    expect(JSON.stringify(findings)).not.toContain('/path');
  });

  it('names the account beside what lies outside of it, and not beside what lies in it', () => {
    const accountOf = (resource?: string) =>
      judge(facts(), settings(), [
        rule({
          judge: () => [{ status: 'pass', message: 'ok', ...(resource ? { resource } : {}) }],
        }),
      ]).map((finding) => finding.account);
    expect(accountOf()).toEqual([undefined]);
    expect(accountOf(ID.text.toUpperCase())).toEqual([undefined]);
    expect(accountOf(`${ID.text.toLowerCase()}/connections/c`)).toEqual([undefined]);
    expect(accountOf(`${ID.text}-2/connections/c`)).toEqual([ID.text]);
    expect(accountOf('/subscriptions/s/hub')).toEqual([ID.text]);
  });

  it('sorts what one rule says by resource and message, so that two runs are alike', () => {
    const said = [
      { status: 'pass', message: 'b', resource: '/B' },
      { status: 'fail', message: 'b', resource: '/a' },
      { status: 'fail', message: 'a', resource: '/A' },
    ] as const;
    const sort = (order: readonly number[]) =>
      judge(facts(), settings(), [
        rule({ judge: () => order.flatMap((index) => said[index] ?? []) }),
      ]).map(({ resource, message }) => resource + message);
    expect(sort([0, 1, 2])).toEqual(['/Aa', '/ab', '/Bb']);
    expect(sort([2, 1, 0])).toEqual(['/Aa', '/ab', '/Bb']);
  });

  it('sends no probe and says so where probes are off', () => {
    const off = settings({ probe: 'off' });
    expect(needs(off.levels, off).has('entra-probe')).toBe(false);
    expect(needs(off.levels, off).has('key-probe')).toBe(false);
    const probes = judge(facts(), off).filter(({ rule: id }) =>
      ['entra-accepted', 'keys-refused'].includes(id),
    );
    expect(probes.map(({ status }) => status)).toEqual(['skipped', 'skipped']);
  });
});

describe('what has to be asked', () => {
  it('is only what a rule in force needs', () => {
    const off = Object.fromEntries(RULE_IDS.map((id) => [id, 'off'] as const));
    const only = settings({ levels: levels({ ...off, 'keys-disabled': 'error' }) });
    expect([...needs(only.levels, only)]).toEqual(['account']);
  });

  it('covers all that a rule reads: what was not asked for is never met', () => {
    for (const one of RULES) {
      const read = new Set<string>();
      const watched = new Proxy(
        facts({
          account: known(account({ disableLocalAuth: false })),
          self: ALICE,
          reach: new Map([[ALICE, known([])]]),
        }),
        {
          get: (target, member) => {
            read.add(String(member));
            return Reflect.get(target, member) as unknown;
          },
        },
      );
      one.judge(watched, settings(alice));
      const aspects: Record<string, string> = {
        entraProbe: 'entra-probe',
        keyProbe: 'key-probe',
        keyEvents: 'key-events',
      };
      const free = ['id', 'self', 'names', 'denyReach', 'reach'];
      const missing = [...read]
        .filter((member) => !free.includes(member))
        .map((member) => aspects[member] ?? member)
        .filter((aspect) => !(one.needs as readonly string[]).includes(aspect));
      expect([one.id, missing]).toEqual([one.id, []]);
    }
  });
});

describe('a resource that could not be resolved', () => {
  const reason = {
    kind: 'not-signed-in',
    message: 'A pull request from a fork gets no token.',
    remedy: 'Run on push.',
  } as const;

  it('is unknown on every rule in force, with the reason and the remedy', () => {
    const findings = unresolved('https://x.openai.azure.com', reason, settings(alice));
    expect(findings.map(({ rule: id }) => id)).toEqual(RULES.map(({ id }) => id));
    for (const finding of findings) {
      expect(finding).toMatchObject({ status: 'unknown', resource: 'https://x.openai.azure.com' });
      expect(finding.message).toContain(reason.message);
      expect(finding.fix).toContain(reason.remedy);
    }
  });

  it.each([
    { missing: 'workflow', label: 'Code' },
    { missing: 'federation', label: 'az' },
    { missing: undefined, label: 'az' },
  ] as const)('hands on what is ready to paste, as $label where $missing is missing', (one) => {
    const { missing, label } = one;
    const [finding] = unresolved(
      'x',
      { ...reason, commands: ['first', 'second'], ...(missing && { missing }) },
      settings(alice),
    );
    expect(readFix(finding?.fix ?? '')).toEqual({ say: 'Run on push.', [label]: 'first\nsecond' });
  });

  it('has no fix where no remedy is known, and names no permission that is not known', () => {
    const nothing = { kind: 'network', message: 'No route.' } as const;
    const [finding] = unresolved('x', nothing, settings(alice));
    expect(finding).not.toHaveProperty('fix');
    const [said] = judge(facts({ keyEvents: unknown(nothing) }), settings()).filter(
      ({ rule: id }) => id === 'keys-unread',
    );
    expect(said).not.toHaveProperty('fix');
    expect(said?.evidence).not.toMatch(/Missing permission|undefined/);
    expect(said?.evidence).toMatch(/: No route\.\n/);
  });

  it('still skips what the settings rule out, and leaves out what is off', () => {
    const findings = unresolved(
      'x',
      reason,
      settings({ probe: 'off', levels: levels({ 'keys-unread': 'off' }) }),
    );
    expect(findings.filter(({ status }) => status === 'skipped').map(({ rule: id }) => id)).toEqual(
      ['inference-role', 'entra-accepted', 'keys-refused'],
    );
    expect(findings.some(({ rule: id }) => id === 'keys-unread')).toBe(false);
  });
});
