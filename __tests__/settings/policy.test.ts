import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RULE_IDS } from '../../src/domain/finding.ts';
import { readPolicy } from '../../src/settings/policy.ts';

const file = '.github/foundry-entra-gate.yml';
const group = '11111111-2222-4333-8444-555555555555';

async function errorsOf(text: string): Promise<readonly string[]> {
  const read = await readPolicy(text, file);
  return read.ok ? [] : read.errors;
}

describe('a policy file', () => {
  it('is read as it is documented', async () => {
    const read = await readPolicy(
      `
resources:
  - contoso-prod
  - /providers/Microsoft.Management/managementGroups/ai
principals:
  - group:${group.toUpperCase()} = Cognitive Services OpenAI User
role: Azure AI User
rules:
  keys-unread: off
  key-readers: error
key-readers:
  allow: ['group:${group}', ${group}]
exemptions:
  - rule: keys-disabled
    resource: contoso-legacy
    reason: Vendor tool without Entra support
    expires: 2026-06-30
  - rule: source-uses-entra
    file: samples/**
    reason: Teaching material
    expires: 2026-12-31
overrides:
  - resource: '*-dev'
    principals: []
    rules: { keys-refused: off }
`,
      file,
    );
    expect(read).toEqual({
      ok: true,
      policy: {
        file,
        resources: ['contoso-prod', '/providers/Microsoft.Management/managementGroups/ai'],
        principals: [{ type: 'Group', objectId: group, role: 'Cognitive Services OpenAI User' }],
        role: 'Azure AI User',
        rules: { 'keys-unread': 'off', 'key-readers': 'error' },
        keyReadersAllow: [group, group],
        exemptions: [
          {
            rule: 'keys-disabled',
            resource: 'contoso-legacy',
            reason: 'Vendor tool without Entra support',
            expires: '2026-06-30',
            line: 14,
          },
          {
            rule: 'source-uses-entra',
            file: 'samples/**',
            reason: 'Teaching material',
            expires: '2026-12-31',
            line: 18,
          },
        ],
        overrides: [
          {
            resource: '*-dev',
            principals: [],
            role: undefined,
            rules: { 'keys-refused': 'off' },
            keyReadersAllow: undefined,
          },
        ],
      },
    });
  });

  it.each(['', '# nothing yet\n', '{}'])('that says nothing changes nothing: %j', async (text) => {
    const read = await readPolicy(text, file);
    expect(read.ok && read.policy.rules).toEqual({});
  });

  it.each([
    [
      'rules:\n  keys-disbled: off',
      ':2:3: rules: "keys-disbled" is not known here; allowed: custom-subdomain, keys-disabled, ',
    ],
    [
      'rules:\n  keys-disabled: fatal',
      ':2:18: rules.keys-disabled: "fatal" is not usable; allowed: off, note, warning, error',
    ],
    [
      'rules:\n  keys-disabled: false',
      ':2:18: rules.keys-disabled: false is not usable; allowed: off',
    ],
    ['resources: contoso', ':1:12: resources: "contoso" is not usable; expected a list'],
    ['resources:\n  - a b', ':2:5: resources[0]: "a b" is not usable: expected a resource id'],
    [
      'principals: [group:x]',
      ':1:14: principals[0]: "group:x" is not usable: the object id is a GUID',
    ],
    [
      `principals:\n  - group:${group}\n  - user:${group}`,
      `:3:5: principals[1]: "user:${group}" is not usable: it is named twice`,
    ],
    [
      'exemptions:\n  - rule: keys-disabled\n    resource: x\n    reason: why',
      ':2:5: exemptions[0]: expires is missing',
    ],
    [
      'exemptions:\n  - rule: keys-disabled\n    resource: x\n    expires: 2026-01-01',
      ':2:5: exemptions[0]: reason is missing',
    ],
    [
      'exemptions:\n  - rule: keys-disabled\n    reason: why\n    expires: 2026-01-01',
      ':2:5: exemptions[0]: name exactly one of: resource, file',
    ],
    [
      'exemptions:\n  - {rule: keys-disabled, resource: x, file: y, reason: why, expires: 2026-01-01}',
      'name exactly one of: resource, file',
    ],
    [
      'exemptions:\n  - {rule: keys-disabled, resource: x, reason: why, expires: 2026-02-30}',
      ':2:62: exemptions[0].expires: "2026-02-30" is no day of the calendar',
    ],
    [
      'exemptions:\n  - {rule: keys-disabled, resource: x, reason: " ", expires: 2026-02-03}',
      'the reason is empty',
    ],
    [
      'key-readers:\n  allow: [alice]',
      ':2:11: key-readers.allow[0]: "alice" is not usable: the object id',
    ],
    ['overrides:\n  - rules: {}', ':2:5: overrides[0]: resource is missing'],
    [
      'overrides:\n  - resource: x\n    principals: [bob]',
      ':3:18: overrides[0].principals[0]: "bob" is not usable',
    ],
    ['__proto__: { admin: true }', ':1:1: "__proto__" is not known here'],
    ['rules: &r { __proto__: { keys-disabled: off } }', '"__proto__" is not known here'],
    ['a: [b', 'Flow sequence'],
    ['rules: {}\nrules: {}', ':2:1: Map keys must be unique'],
    ['--- {}\n--- {}', 'several YAML documents'],
    ['rules: !!js/function "x"', ':1:8: Unresolved tag'],
    ['- 1', 'expected a mapping'],
  ])('with a mistake names place and remedy: %j', async (text, message) => {
    const errors = await errorsOf(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every((error) => error.startsWith(`${file}:`))).toBe(true);
    expect(errors.join('\n')).toContain(message);
  });

  it('is told all its mistakes at once, from the top', async () => {
    const errors = await errorsOf('rules:\n  nope: off\nresources: x\nrole: 7\n');
    expect(errors.map((error) => /:(\d+):/.exec(error)?.[1])).toEqual(['2', '3', '4']);
  });

  it('cannot eat time or memory by aliases, depth or size', async () => {
    const levels = Array.from({ length: 20 }, (_, index) => {
      const before = index === 0 ? 'x' : `*a${index - 1}`;
      return `k${index}: &a${index} [${Array.from({ length: 10 }, () => before).join(',')}]`;
    });
    expect(await errorsOf(levels.join('\n'))).toEqual([
      expect.stringContaining('Excessive alias count'),
    ]);
    expect(await errorsOf('['.repeat(100_000))).toEqual([expect.stringContaining('nested deeper')]);
    expect(await errorsOf('- '.repeat(100_000))).toEqual([
      expect.stringContaining('nested deeper'),
    ]);
    expect(await errorsOf('#'.repeat(600_000))).toEqual([expect.stringContaining('512 KiB')]);
  });

  it('never throws and never passes what its published schema refuses', async () => {
    const schema: unknown = JSON.parse(readFileSync('schema/policy.schema.json', 'utf8'));
    const valid = new Ajv({ strict: false }).compile(schema as object);
    const key = fc.constantFrom('rules', 'resources', 'exemptions', 'overrides', '__proto__', 'x');
    const leaf = fc.oneof(
      fc.constantFrom('off', 'contoso', '2026-01-01', 'keys-disabled'),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          key,
          fc.oneof(
            leaf,
            fc.array(
              fc.dictionary(
                fc.constantFrom('rule', 'resource', 'file', 'reason', 'expires', 'rules'),
                leaf,
              ),
            ),
          ),
        ),
        async (value) => {
          const read = await readPolicy(JSON.stringify(value), file);
          if (read.ok) expect(valid(value)).toBe(true);
          else expect(read.errors.length).toBeGreaterThan(0);
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const read = await readPolicy(text, file);
        expect(typeof read.ok).toBe('boolean');
      }),
    );
  });

  it('of the documentation is one', async () => {
    const examples = readFileSync('docs/policy.md', 'utf8').matchAll(/```yaml\n(.*?)```/gs);
    const texts = Array.from(examples, ([, text]) => text ?? '');
    expect(texts).toHaveLength(1);
    for (const text of texts) expect(await errorsOf(text)).toEqual([]);
  });

  it('knows the rules that exist', () => {
    const { definitions } = JSON.parse(readFileSync('schema/policy.schema.json', 'utf8')) as {
      definitions: { ruleId: { enum: string[] }; rules: { properties: object } };
    };
    expect(definitions.ruleId.enum).toEqual([...RULE_IDS]);
    expect(Object.keys(definitions.rules.properties)).toEqual([...RULE_IDS]);
  });
});
