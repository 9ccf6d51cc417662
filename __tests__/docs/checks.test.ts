import { describe, expect, it } from '@jest/globals';
import { actionTables, between } from '../../scripts/docs/action-tables.ts';
import {
  brokenLinks,
  undocumentedRules,
  unevenTables,
  wrongRole,
} from '../../scripts/docs/checks.ts';
import {
  brokenBlocks,
  missingPaths,
  undescribedFolders,
  undrawnFolders,
} from '../../scripts/docs/code.ts';
import { readPage } from '../../scripts/docs/markdown.ts';

describe('links', () => {
  const pages = [
    readPage(
      'README.md',
      [
        '# Title',
        '[here](#title) [gone](#nowhere) [there](docs/a.md#two-words) [lost](docs/a.md#three)',
        '[file](docs/missing.md) [web](https://example.com/x#y) [out](../secret.md)',
        '',
        '<picture><source srcset="docs/dark.png"><img src="docs/light.png" alt=""></picture>',
      ].join('\n'),
    ),
    readPage(
      'docs/a.md',
      '## Two `words`\n\n## Two words\n\n[up](../README.md#title) [second](#two-words-1)\n',
    ),
  ];
  const files = new Set(['README.md', 'docs/a.md', 'docs/light.png']);

  it('are told by page and line when file or heading is missing', () => {
    expect(brokenLinks(pages, (file) => files.has(file))).toEqual([
      'README.md:2: #nowhere names no heading of README.md',
      'README.md:2: docs/a.md#three names no heading of docs/a.md',
      'README.md:3: docs/missing.md does not exist',
      'README.md:3: ../secret.md leaves the repository',
      'README.md:5: docs/dark.png does not exist',
    ]);
  });

  it('in code are no links', () => {
    const page = readPage('a.md', '`[x](gone.md)`\n\n```md\n[x](gone.md)\n```\n');
    expect(brokenLinks([page], () => false)).toEqual([]);
  });
});

describe('tables', () => {
  it.each([
    ['a row with too few cells', '| a | b |\n| - | - |\n| 1 |\n', 1],
    ['a row with too many cells', '| a | b |\n| - | - |\n| 1 | 2 | 3 |\n', 1],
    ['a pipe in code that is not escaped', '| a | b |\n| - | - |\n| `x|y` | 2 |\n', 1],
    ['even rows', '| a | b |\n| - | - |\n| `x\\|y` | 2 |\n', 0],
  ])('%s', (_, text, wrong) => {
    expect(unevenTables([readPage('a.md', text)])).toHaveLength(wrong);
  });
});

describe('rules', () => {
  it('need a page and a row in the table that is headed Rule', () => {
    const readme = readPage('README.md', '| Rule | Passes when |\n| - | - |\n| [`one`](x) | y |\n');
    expect(undocumentedRules(['one', 'two'], readme, (file) => file.endsWith('/two.md'))).toEqual([
      'docs/rules/one.md: missing',
      'README.md: the table of rules has no row for two',
    ]);
  });
});

describe('roles', () => {
  const good = {
    Name: 'N',
    IsCustom: true,
    Description: 'D',
    Actions: ['Microsoft.CognitiveServices/accounts/read'],
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: ['/subscriptions/SUBSCRIPTION-ID'],
  };

  it.each([
    ['usable', good, []],
    ['without a scope', { ...good, AssignableScopes: [] }, ['r: AssignableScopes is empty']],
    ['of everything', { ...good, Actions: ['*'] }, ['r: Actions holds "*"']],
    ['built in', { ...good, IsCustom: false }, ['r: IsCustom is not true']],
    ['without data actions', { ...good, DataActions: null }, ['r: DataActions is no list']],
  ])('%s', (_, role, wrong) => {
    expect(wrongRole('r', JSON.stringify(role))).toEqual(wrong);
  });

  it('that are no JSON are told', () => {
    expect(wrongRole('r', '{')).toHaveLength(1);
  });
});

describe('the tables made from action.yml', () => {
  it('show name, default and meaning on one line each, with Markdown escaped', () => {
    const { inputs, outputs } = actionTables(
      'inputs:\n  globs:\n    description: |-\n      Files,\n      a|b or *.\n    default: "**"\n  matrix:\n    description: x\noutputs:\n  ok:\n    description: Fine.\n',
    );
    expect(inputs.split('\n')).toEqual([
      '| Input | Default | Meaning |',
      '| --- | --- | --- |',
      '| `globs` | `**` | Files, a\\|b or \\*. |',
    ]);
    expect(outputs).toContain('| `ok` | Fine. |');
  });

  it('replace what stands between the markers and nothing else', () => {
    const page = 'a\n<!-- t:begin -->\nold\n<!-- t:end -->\nb\n';
    expect(between(page, 't', 'new')).toBe('a\n<!-- t:begin -->\n\nnew\n\n<!-- t:end -->\nb\n');
    expect(() => between('no markers', 't', 'new')).toThrow('lacks the markers');
  });
});

describe('code in pages', () => {
  it.each([
    ['bash', 'az account show --query id', 0],
    ['bash', 'for role in check; do echo', 1],
    ['yaml', 'a: 1\n---\nb: ${{ vars.X }}', 0],
    ['yaml', 'a: [1', 1],
    ['json', '{"a": 1}', 0],
    ['json', '{a: 1}', 1],
    ['text', '{a: [', 0],
  ])('%s that a reader could not use is told: %s', (lang, code, wrong) => {
    const page = readPage('a.md', `\`\`\`${lang}\n${code}\n\`\`\`\n`);
    expect(brokenBlocks([page])).toHaveLength(wrong);
  });

  it('names no file that is gone', () => {
    const page = readPage(
      'docs/a.md',
      '`src/x.ts` `azure/y.ts` `azure/gone.ts` `src/gone/` `read/write` `accounts/read` `src/ID.ts` `b.md`',
    );
    const files = new Set(['src/x.ts', 'src/azure/y.ts']);
    expect(missingPaths([page], ['src', 'azure'], (file) => files.has(file))).toEqual([
      'docs/a.md:1: azure/gone.ts does not exist',
      'docs/a.md:1: src/gone/ does not exist',
    ]);
  });

  it('draws the folders that exist and no others', () => {
    const page = readPage(
      'a.md',
      '```mermaid\nflowchart LR\n  x --> one\n  subgraph src\n    one\n    two[two: words]\n  end\n```\n',
    );
    expect(undrawnFolders(page, ['one', 'three'])).toEqual([
      'a.md: the diagram lacks src/three/',
      'a.md: the diagram shows src/two/, which is gone',
    ]);
    expect(undrawnFolders(readPage('a.md', 'no diagram'), ['one'])).toHaveLength(1);
  });

  it('describes the folders that exist and no others', () => {
    const page = readPage('a.md', '| Folder | Does |\n| - | - |\n| `one/` | x |\n| `two/` | y |\n');
    expect(undescribedFolders(page, ['one', 'three'])).toEqual([
      'a.md: no row for src/three/',
      'a.md: src/two/ is gone',
    ]);
  });
});
