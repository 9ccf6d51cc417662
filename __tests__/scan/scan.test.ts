import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { scan } from '../../src/scan/index.ts';
import { LEVELS } from './levels.ts';
import { findingsIn, Folder, lines } from './repository.ts';

const KEY = `from openai import AzureOpenAI
client = AzureOpenAI(
    azure_endpoint="https://contoso.openai.azure.com",
    api_key=key,
)
`;
const ENTRA = `from openai import AzureOpenAI
client = AzureOpenAI(azure_ad_token_provider=provider)
`;

describe('what a scan reports', () => {
  it('is one pass for each rule when files were scanned and nothing was found', async () => {
    using folder = new Folder({ 'app.py': ENTRA, 'main.bicep': 'param name string\n' });
    const { findings, count } = await folder.scan();
    expect(findings.map(({ rule, status, resource }) => [rule, status, resource])).toEqual([
      ['source-uses-entra', 'pass', 'source'],
      ['iac-keys-disabled', 'pass', 'source'],
      ['iac-connections-use-entra', 'pass', 'source'],
    ]);
    expect(count).toEqual({ files: 2, skipped: 0 });
  });

  it('is skipped where no file of the kind was in the scan', async () => {
    using folder = new Folder({ 'app.py': ENTRA });
    const { findings } = await folder.scan();
    expect(findings.map(({ rule, status }) => [rule, status])).toEqual([
      ['source-uses-entra', 'pass'],
      ['iac-keys-disabled', 'skipped'],
      ['iac-connections-use-entra', 'skipped'],
    ]);
  });

  it('names file, line and column, what is wrong, why, and the code that is right', async () => {
    using folder = new Folder({ 'app.py': KEY });
    const [finding] = (await folder.scan()).findings;
    expect(finding).toMatchObject({ file: 'app.py', line: 2, column: 10, status: 'fail' });
    expect(finding?.message).toBe('AzureOpenAI is made with a key (the value key).');
    expect(finding?.evidence).toMatch(/^Expected: .*\nSeen: the value key\nWhy: /);
    expect(finding?.fix).toContain('azure_ad_token_provider=token_provider');
  });

  it('takes severities from the policy, and leaves out rules that are off', async () => {
    const files = { 'app.py': KEY };
    expect(await findingsIn(files, { levels: { ...LEVELS, 'source-uses-entra': 'note' } })).toEqual(
      ['app.py:2 source-uses-entra note'],
    );
    expect(await findingsIn(files, { levels: { ...LEVELS, 'source-uses-entra': 'off' } })).toEqual(
      [],
    );
  });

  it('is the same for the same files', async () => {
    using folder = new Folder({ 'b.py': KEY, 'a/c.py': KEY, 'main.bicep': BICEP });
    expect(await folder.scan()).toEqual(await folder.scan());
  });

  it('lists the accounts that templates declare', async () => {
    using folder = new Folder({ 'infra/main.bicep': BICEP });
    expect((await folder.scan()).declaredAccounts).toEqual([
      { name: 'contoso', file: 'infra/main.bicep', line: 2 },
    ]);
  });

  it('tells how far it is', async () => {
    const seen: string[] = [];
    await findingsIn(
      { 'a.py': '', 'b.py': '' },
      { onProgress: (done, total) => seen.push(`${done}/${total}`) },
    );
    expect(seen).toEqual(['2/2']);
  });
});

const BICEP = `
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
  properties: {
    customSubDomainName: 'contoso'
    disableLocalAuth: true
  }
}
`;

describe('a pull request', () => {
  it('fails on what it changes and shows the rest as known', async () => {
    using folder = new Folder({ 'new.py': KEY, 'old.py': KEY });
    const { findings } = await folder.scan({
      only: new Map([
        ['new.py', [{ start: 2, end: 2 }]],
        ['old.py', [{ start: 1, end: 1 }]],
      ]),
    });
    expect(findings.filter(({ file }) => file).map(({ file, known }) => [file, known])).toEqual([
      ['new.py', undefined],
      ['old.py', true],
    ]);
  });

  it('counts a change anywhere in the call', async () => {
    using folder = new Folder({ 'app.py': KEY });
    const { findings } = await folder.scan({ only: new Map([['app.py', [{ start: 4, end: 4 }]]]) });
    expect(findings[0]).not.toHaveProperty('known');
  });

  it('counts the whole file where GitHub gives no patch', async () => {
    using folder = new Folder({ 'app.py': KEY });
    const { findings } = await folder.scan({ only: new Map([['app.py', 'all']]) });
    expect(findings[0]).not.toHaveProperty('known');
  });

  it('judges only the files that it names', async () => {
    using folder = new Folder({ 'app.py': KEY, 'other.py': KEY });
    const result = await folder.scan({
      only: new Map([['app.py', 'all']]),
    });
    expect(lines(result)).toEqual(['app.py:2 source-uses-entra error']);
    expect(result.count).toEqual({ files: 1, skipped: 0 });
  });
});

describe('what a scan leaves out', () => {
  it('follows .gitignore files, the deepest of them first', async () => {
    const found = await findingsIn({
      '.gitignore': 'generated/\n*.local.py\n',
      'app.local.py': KEY,
      'generated/app.py': KEY,
      'kept/.gitignore': '!app.local.py\nsecret/\n',
      'kept/app.local.py': KEY,
      'kept/secret/app.py': KEY,
    });
    expect(found).toEqual(['kept/app.local.py:2 source-uses-entra error']);
  });

  it('counts vendored, minified, generated, large and binary files', async () => {
    using folder = new Folder({
      'node_modules/x/index.js': 'new AzureOpenAI({ apiKey })',
      'vendor/app.py': KEY,
      'app.min.js': 'new AzureOpenAI({ apiKey })',
      'bundle.js': `new AzureOpenAI({ apiKey });${'x'.repeat(6_000)}`,
      'client_pb2.py': KEY,
      'made.go': '// Code generated by protoc. DO NOT EDIT.\npackage a\n',
      'large.py': '#'.repeat(1024 * 1024 + 1),
      'binary.py': Buffer.from([0x61, 0, 0x62, 0]),
    });
    const { count, notes, findings } = await folder.scan();
    expect(count).toEqual({ files: 0, skipped: 8 });
    expect(notes).toEqual([
      'The source scan left out 8 files: 1 binary, 4 minified or generated, 1 over 1 MiB, 2 vendored.',
      ...['app.min.js', 'bundle.js', 'client_pb2.py'].map(
        (name) => `Left out of the source scan, so look at it yourself, it may use a key: ${name}`,
      ),
    ]);
    expect(findings.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  it('takes globs, of which ! excludes', async () => {
    const files = { 'src/a.py': KEY, 'src/old/b.py': KEY, 'docs/c.py': KEY };
    expect(await findingsIn(files, { globs: ['src/**', '!src/old/**'] })).toEqual([
      'src/a.py:2 source-uses-entra error',
    ]);
    expect(await findingsIn(files, { globs: ['!docs/**'] })).toEqual([
      'src/a.py:2 source-uses-entra error',
      'src/old/b.py:2 source-uses-entra error',
    ]);
  });

  it('follows no link, neither on its walk nor where a pull request names it', async () => {
    using outside = new Folder({ 'app.py': KEY });
    using folder = new Folder({ 'readme.py': '' });
    symlinkSync(join(outside.root, 'app.py'), join(folder.root, 'link.py'));
    symlinkSync(outside.root, join(folder.root, 'linked'));
    expect(lines(await folder.scan())).toEqual([]);
    const named = new Map([
      ['link.py', 'all' as const],
      ['linked/app.py', 'all' as const],
    ]);
    const result = await folder.scan({ only: named });
    expect(lines(result)).toEqual([]);
    expect(result.count).toEqual({ files: 0, skipped: 2 });
  });

  it('fails when the root is not there', async () => {
    await expect(scan({ root: '/no/such/folder', globs: [], levels: LEVELS })).rejects.toThrow(
      'ENOENT',
    );
  });
});

describe('comments that exempt', () => {
  it('exempt with their reason, on the line or above it', async () => {
    using folder = new Folder({
      'app.py': `# foundry-entra-gate: allow source-uses-entra -- partner tenant, until May\n${KEY.split('\n').slice(1).join('\n')}`,
    });
    const [finding] = (await folder.scan()).findings;
    expect(finding).toMatchObject({
      status: 'exempt',
      exemption: { reason: 'partner tenant, until May' },
    });
  });

  it('do not exempt without a reason, and the finding says so', async () => {
    using folder = new Folder({
      'app.py': `from openai import AzureOpenAI
client = AzureOpenAI(api_key=key)  # foundry-entra-gate: allow source-uses-entra
`,
    });
    const [finding] = (await folder.scan()).findings;
    expect(finding?.status).toBe('fail');
    expect(finding?.message).toContain('The comment on line 2 does not exempt it');
  });

  it('exempt the rule that they name and no other', async () => {
    expect(
      await findingsIn({
        'app.py': `from openai import AzureOpenAI
client = AzureOpenAI(api_key=key)  # foundry-entra-gate: allow iac-keys-disabled -- wrong rule
`,
      }),
    ).toEqual(['app.py:2 source-uses-entra error']);
  });
});

describe('tests', () => {
  it('may hold made-up keys', async () => {
    expect(
      await findingsIn({
        'tests/test_client.py': 'from openai import AzureOpenAI\nc = AzureOpenAI(api_key="test")\n',
        'src/ClientTests.cs':
          'using Azure.AI.OpenAI;\nvar c = new AzureOpenAIClient(uri, new AzureKeyCredential("fake"));\n',
      }),
    ).toEqual([]);
  });

  it('are warned of keys that they read from the environment', async () => {
    expect(
      await findingsIn({
        'tests/test_client.py':
          'import os\nfrom openai import AzureOpenAI\nc = AzureOpenAI(api_key=os.environ["AZURE_OPENAI_API_KEY"])\n',
      }),
    ).toEqual(['tests/test_client.py:3 source-uses-entra warning']);
  });

  it('are no environments: what is called test is deployed too', async () => {
    const account = (keys: string) =>
      `resource a 'Microsoft.CognitiveServices/accounts@2025-06-01' = {\n  name: 'a'\n  properties: {\n    customSubDomainName: 'a'\n    disableLocalAuth: ${keys}\n  }\n}\n`;
    expect(
      await findingsIn({
        'infra/environments/test/main.bicep': account('false'),
        'ai-platform-test/main.bicep': `param keysOff bool\n${account('keysOff')}`,
      }),
    ).toEqual([
      'ai-platform-test/main.bicep:6 iac-keys-disabled unknown',
      'infra/environments/test/main.bicep:5 iac-keys-disabled error',
    ]);
  });
});
