import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findingsIn, Folder, lines } from './repository.ts';

const KEY =
  'from openai import AzureOpenAI\nclient = AzureOpenAI(azure_endpoint="https://contoso.openai.azure.com", api_key=key)\n';
const FOUND = 'source-uses-entra error';
const MEBIBYTE = 1024 * 1024;
const POINTER = `version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 12345
`;
const look = (name: string): string =>
  `Left out of the source scan, so look at it yourself, it may use a key: ${name}`;

/** Nothing could be said of the file, and the step does not pass. */
const unknown = (path: string): string => `${path}:1 source-uses-entra unknown`;

describe('a key in a file that is made to look like no text', () => {
  const zeros = (text: string): Buffer => Buffer.from(text.replaceAll('', '\0'));
  it.each<[string, Buffer]>([
    ['a zero byte in a comment', Buffer.from(`# \0\n${KEY}`)],
    ['a zero byte after many lines', Buffer.from(`${'# x\n'.repeat(5_000)}# \0\n${KEY}`)],
    ['zero bytes between all letters', zeros(KEY)],
    ['UTF-16 without a mark', Buffer.from(KEY, 'utf16le')],
    ['UTF-16 without a mark, big end first', Buffer.from(KEY, 'utf16le').swap16()],
    [
      'UTF-32 with its mark',
      Buffer.concat([
        Buffer.from([0xff, 0xfe, 0, 0]),
        Buffer.from(new Uint32Array(Buffer.from(KEY)).buffer),
      ]),
    ],
  ])('is not passed: %s', async (_, content) => {
    expect(await findingsIn({ 'app.py': content })).toEqual([unknown('app.py')]);
  });

  it('leaves a real binary alone', async () => {
    using folder = new Folder({ 'video.ts': Buffer.from([0x47, 0, 0x11, 0, 0xff, 0]) });
    const result = await folder.scan();
    expect(lines(result)).toEqual([]);
    expect(result.notes).toEqual(['The source scan left out 1 file: 1 binary.']);
  });

  it.each(['utf-7', 'unicode_escape', 'raw-unicode-escape', 'rot13', 'x.y'])(
    'is not passed when a comment makes Python read it as %s',
    async (coding) => {
      const text = `#!/usr/bin/env python\n# -*- coding: ${coding} -*-\nclient = AzureOpenAI(+AGEAcABpAF8AawBlAHk-=key)\n`;
      expect(await findingsIn({ 'app.py': text })).toEqual([unknown('app.py')]);
    },
  );

  it.each(['utf-8', 'UTF8', 'latin-1', 'iso-8859-15', 'cp1252', 'ascii'])(
    'is found where the comment says %s',
    async (coding) => {
      expect(await findingsIn({ 'app.py': `# coding: ${coding}\n${KEY}` })).toEqual([
        `app.py:3 ${FOUND}`,
      ]);
    },
  );
});

describe('a key in a file that is not there as it is', () => {
  it('is not passed when Git LFS holds the file', async () => {
    using folder = new Folder({ 'app.py': POINTER });
    const { findings } = await folder.scan();
    expect(findings[0]).toMatchObject({ status: 'unknown', severity: 'error', file: 'app.py' });
    expect(findings[0]?.message).toContain('lfs: true');
  });

  it('is named when Git LFS holds a file of data', async () => {
    using folder = new Folder({ 'data.json': POINTER });
    const result = await folder.scan();
    expect(lines(result)).toEqual([]);
    expect(result.notes).toContain(look('data.json'));
  });

  it('is not passed when the checkout lacks a file of the pull request', async () => {
    const only = new Map([['gone.py', 'all' as const]]);
    expect(await findingsIn({ 'app.py': KEY }, { only })).toEqual([unknown('gone.py')]);
  });

  it('is named when the pull request adds a submodule', async () => {
    using folder = new Folder({ 'libs/client/app.py': KEY });
    const { notes } = await folder.scan({ only: new Map([['libs/client', 'all']]) });
    expect(notes).toEqual(['The source scan left out 1 file: 1 a submodule.', look('libs/client')]);
  });
});

describe('a key behind a symbolic link', () => {
  const files = { 'notes.txt': KEY, 'app.py': '' };

  it.each([undefined, new Map([['linked.py', 'all' as const]])])(
    'is not passed when only the name of the link says that it is code',
    async (only) => {
      using folder = new Folder(files);
      symlinkSync('notes.txt', join(folder.root, 'linked.py'));
      const result = await folder.scan(only ? { only } : {});
      expect(lines(result)).toEqual([unknown('linked.py')]);
      expect(result.findings[0]?.message).toContain('a symbolic link to notes.txt');
    },
  );

  it('is judged where it is, once', async () => {
    using folder = new Folder({ 'app.py': KEY });
    symlinkSync('app.py', join(folder.root, 'linked.py'));
    const result = await folder.scan();
    expect(lines(result)).toEqual([`app.py:2 ${FOUND}`]);
    expect(result.notes).toEqual(['The source scan left out 1 file: 1 a symbolic link.']);
  });

  it('is named when the link leads out of the repository or to nothing', async () => {
    using outside = new Folder(files);
    using folder = new Folder({});
    symlinkSync(join(outside.root, 'notes.txt'), join(folder.root, 'out.py'));
    symlinkSync('nothing.py', join(folder.root, 'nowhere.py'));
    const { notes } = await folder.scan();
    expect(notes.slice(1)).toEqual([look('nowhere.py'), look('out.py')]);
  });
});

describe('a key in a large file', () => {
  const long = `${'# line\n'.repeat(MEBIBYTE / 7)}\n`;

  it.each([1, 9])('is not passed in %d MiB of code', async (mebibytes) => {
    expect(await findingsIn({ 'app.py': long.repeat(mebibytes) + KEY })).toEqual([
      unknown('app.py'),
    ]);
  });

  it('is not passed in a template', async () => {
    const template = JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      metadata: 'x'.repeat(MEBIBYTE),
      resources: [{ type: 'Microsoft.CognitiveServices/accounts' }],
    });
    expect((await findingsIn({ 'main.json': template })).toSorted()).toEqual([
      'main.json:1 iac-connections-use-entra unknown',
      'main.json:1 iac-keys-disabled unknown',
      unknown('main.json'),
    ]);
  });

  it('is named in data', async () => {
    using folder = new Folder({
      'data.json': JSON.stringify({ azure_openai_api_key: 'x'.repeat(MEBIBYTE) }),
    });
    const result = await folder.scan();
    expect(lines(result)).toEqual([]);
    expect(result.notes).toContain(look('data.json'));
  });

  it('is found after one very long line of TypeScript', async () => {
    const text = `const x = '${'x'.repeat(20_000)}';\nimport { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ endpoint, apiKey });\n`;
    expect(await findingsIn({ 'app.ts': text })).toEqual([`app.ts:3 ${FOUND}`]);
  });
});

describe('a key in code that says that a machine made it', () => {
  it.each([
    ['app_pb2.py', KEY],
    ['app.py', `# @generated\n${KEY}`],
    ['dist/app.py', KEY],
    ['vendor/app.py', KEY],
    ['app.js', `new AzureOpenAI({ apiKey }); // ${'x'.repeat(20_000)}`],
  ])('is named: %s', async (name, text) => {
    using folder = new Folder({ [name]: text });
    const { notes } = await folder.scan({ only: new Map([[name, 'all']]) });
    expect(notes).toEqual([expect.stringMatching(/left out 1 file/), look(name)]);
  });

  it('is no reason to name a file without one', async () => {
    using folder = new Folder({ 'dist/app.py': 'print(1)\n' });
    const { notes } = await folder.scan({ only: new Map([['dist/app.py', 'all']]) });
    expect(notes).toEqual(['The source scan left out 1 file: 1 vendored.']);
  });

  it('is named first of all, and the rest is counted', async () => {
    const names = Array.from({ length: 13 }, (_, index) => `dist/a${String(index + 10)}.py`);
    using folder = new Folder(Object.fromEntries(names.map((name) => [name, KEY])));
    const { notes } = await folder.scan({ only: new Map(names.map((name) => [name, 'all'])) });
    expect(notes.slice(1)).toEqual([...names.slice(0, 10).map(look), look('3 other files')]);
  });

  it.each(['*.py linguist-generated', '*.py binary', '*.py -diff', '*.py linguist-vendored'])(
    'is found where only .gitattributes says so: %s',
    async (attributes) => {
      expect(await findingsIn({ '.gitattributes': attributes, 'app.py': KEY })).toEqual([
        `app.py:2 ${FOUND}`,
      ]);
    },
  );
});

describe('a key in a file with another name', () => {
  const SHELL = 'curl https://contoso.openai.azure.com/openai/v1/models -H "api-key: $KEY"\n';

  it.each([
    ['app.PY', KEY],
    ['APP.Py', KEY],
    ['app.pyw', KEY],
    ['prod_env.py', KEY],
    [
      'client_env.ipynb',
      JSON.stringify({ cells: [{ cell_type: 'code', source: KEY }], metadata: {} }),
    ],
    ['setup-env.bash', SHELL],
    [
      'my_env.csx',
      'using Azure;\nusing Azure.AI.OpenAI;\nnew AzureOpenAIClient(uri, new AzureKeyCredential(key));\n',
    ],
  ])('is found: %s', async (name, text) => {
    expect(await findingsIn({ [name]: text })).toEqual([
      expect.stringMatching(/ source-uses-entra error$/),
    ]);
  });

  it.each([
    ['#!/bin/bash', SHELL],
    ['#!/usr/bin/env -S bash -e', SHELL],
    ['#!/usr/bin/env python3.12', KEY],
    ['#! /usr/bin/python3 -u', KEY],
    [
      '#!/usr/bin/env node',
      'const { AzureOpenAI } = require("openai");\nnew AzureOpenAI({ endpoint, apiKey });\n',
    ],
    [
      '#!/usr/bin/env pwsh',
      'Get-AzCognitiveServicesAccountKey -ResourceGroupName rg -Name contoso\n',
    ],
  ])('is found in a script without extension: %s', async (first, text) => {
    expect(await findingsIn({ 'bin/deploy': `${first}\n${text}` })).toEqual([
      expect.stringMatching(/^bin\/deploy:\d+ source-uses-entra error$/),
    ]);
  });

  it('is found in a script of any extension that the pull request changes', async () => {
    const only = new Map([['bin/deploy.txt', 'all' as const]]);
    expect(await findingsIn({ 'bin/deploy.txt': `#!/bin/sh\n${SHELL}` }, { only })).toEqual([
      `bin/deploy.txt:2 ${FOUND}`,
    ]);
  });

  it('is found however deep the folder', async () => {
    const name = `${'a/'.repeat(300)}app.py`;
    expect(await findingsIn({ [name]: KEY })).toEqual([`${name}:2 ${FOUND}`]);
  });

  it('is found where .gitignore names the file and the pull request brings it all the same', async () => {
    const only = new Map([['app.py', 'all' as const]]);
    expect(await findingsIn({ '.gitignore': '*.py\n', 'app.py': KEY }, { only })).toEqual([
      `app.py:2 ${FOUND}`,
    ]);
  });
});

describe('infrastructure code in a form that is not read', () => {
  const all = (name: string): readonly string[] => [
    `${name}:1 source-uses-entra unknown`,
    `${name}:1 iac-keys-disabled unknown`,
    `${name}:1 iac-connections-use-entra unknown`,
  ];

  it.each(['main.tf.json', 'main.tofu', 'main.tofu.json'])('is not passed: %s', async (name) => {
    const text = '{"resource":{"azurerm_cognitive_account":{"a":{"kind":"OpenAI"}}}}';
    expect(await findingsIn({ [name]: text, 'other.tf': '' })).toEqual(all(name));
  });

  it('is judged as a template, however far down it says so', async () => {
    const template = JSON.stringify({
      metadata: { text: 'x'.repeat(5_000) },
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      resources: [
        {
          type: 'Microsoft.CognitiveServices/accounts',
          apiVersion: '2025-06-01',
          name: 'contoso',
          properties: { customSubDomainName: 'contoso', disableLocalAuth: false },
        },
      ],
    });
    expect(await findingsIn({ 'main.json': template })).toEqual([
      'main.json:1 iac-keys-disabled error',
    ]);
  });
});
