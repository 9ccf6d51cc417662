import { describe, expect, it } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import { readFix } from '../../src/domain/finding.ts';
import { matchesGlob, matchesResource } from '../../src/domain/glob.ts';
import { accountKey, resourceName } from '../../src/domain/resource-name.ts';
import { matchesWildcard } from '../../src/domain/wildcard.ts';
import { mayRestrict } from '../../src/domain/condition.ts';
import {
  annotationText,
  code,
  codeBlock,
  logLine,
  sarifText,
  text,
} from '../../src/report/escape.ts';
import { items, readTarget } from '../../src/settings/lines.ts';
import { upperSnake } from '../../src/scan/vocabulary.ts';
import { findingsIn } from '../scan/repository.ts';
import { LONG } from './support/effort.ts';

/** As long as a file that is scanned may be. */
const LENGTH = 1024 * 1024 - 300;
const LONGEST_MS = 20_000;

/**
 * Linear work over a mebibyte takes milliseconds; its square takes minutes. The work is measured and not the
 * clock. The parser alone may take three seconds of it, and a slow machine half as much again for the rest.
 */
async function quickly(work: () => unknown): Promise<void> {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(LONGEST_MS);
}

describe('a text made to make patterns backtrack', () => {
  const units = [
    ' ',
    '/',
    '\t',
    '_',
    '-',
    '*',
    '`',
    ':',
    '@',
    '%',
    '[',
    '<',
    '.',
    'a',
    '0',
    '\n',
    "'",
  ];
  const endings = ['', '!', '\u2028x', '\nx'];
  const texts = units.flatMap((unit) =>
    endings.map((end) => `x${unit.repeat(LONG ? 200_000 : 100_000)}${end}`),
  );

  it.each<[string, (hostile: string) => unknown]>([
    [
      'names of resources',
      (hostile) => [
        ArmId.parse(`/subscriptions/${hostile}`),
        resourceName(hostile),
        accountKey(hostile),
      ],
    ],
    [
      'globs',
      (hostile) => [matchesGlob('**/*a*b', hostile.slice(0, 2_000)), matchesResource(hostile, 'x')],
    ],
    ['wildcards', (hostile) => matchesWildcard('*a*/*b*c', hostile)],
    ['conditions', (hostile) => mayRestrict(hostile, () => false)],
    ['lines of inputs', (hostile) => [items(hostile), readTarget(hostile)]],
    ['fixes', (hostile) => readFix(`Portal: ${hostile}`)],
    ['names of settings', (hostile) => upperSnake(hostile)],
    [
      'outputs',
      (hostile) => [
        text(hostile, 1e6),
        code(hostile, 1e6),
        codeBlock(hostile, '', 1e6),
        logLine(hostile, 1e6),
        annotationText(hostile, 1e6),
        sarifText(hostile, 1e6),
      ],
    ],
  ])(
    'does not slow down %s',
    async (_, read) => {
      for (const hostile of texts) await quickly(() => read(hostile));
    },
    60_000,
  );

  it.each([
    ['a variable of Bicep and spaces', 'a.bicep', 'var x', ' ', '!'],
    ['a parameter of Bicep and spaces', 'a.bicep', 'param x ', ' ', '!=\n'],
    ['empty lines of Bicep', 'a.bicep', '', '\n', 'x'],
    ['empty lines of a parameter file', 'a.bicepparam', '', '\n', 'x'],
    ['a template expression of dots', 'a.json', '{"a":"[', 'a.', ']"}'],
    ['a setting and spaces', '.env', 'AZURE_OPENAI_API_KEY=', ' ', '\u2028x'],
    ['spaces and a comment', '.env', 'AZURE_OPENAI_API_KEY=x', ' ', '\n'],
    ['a property and spaces', 'a.properties', 'azure.openai.api-key=', ' ', '\u2028x'],
    [
      'an exemption and spaces',
      'a.py',
      '# foundry-entra-gate: allow keys-disabled',
      ' ',
      '\u2028x',
    ],
    ['an exemption of many rules', 'a.py', '# foundry-entra-gate: allow ', 'a,', '\u2028x'],
    ['a field of Java', 'A.java', 'class A { @Value("', ':', '") String k; }'],
    ['a type of C#', 'a.cs', 'class A { void F() { ', 'A<', ' x; } }'],
  ])(
    'does not slow down the scan: %s',
    async (_, name, start, unit, end) => {
      const words = 'azure openai CognitiveServices api_key ';
      const head = name.endsWith('.json')
        ? ''
        : name.endsWith('.py') || name === '.env'
          ? `# ${words}\n`
          : `// ${words}\n`;
      const body = unit.repeat(Math.floor((LENGTH - head.length) / unit.length));
      await quickly(() => findingsIn({ [name]: `${head}${start}${body}${end}\n` }));
    },
    60_000,
  );
});
