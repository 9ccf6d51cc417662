import { describe, expect, it } from '@jest/globals';
import { TooSlow, withTree } from '../../src/scan/parse.ts';
import { findingsIn, Folder, lines } from './repository.ts';

const KEY =
  'from openai import AzureOpenAI\nclient = AzureOpenAI(azure_endpoint="https://contoso.openai.azure.com", api_key=key)\n';
/** The parser alone may take three seconds; each of these shapes, worked on in its square, takes minutes. */
const LONGEST_MS = 30_000;
const FOUND = 'app.py:2 source-uses-entra error';
/** Words that carry each kind past the look at its text, so that it is parsed. */
const WORDS =
  'azure AZURE_OPENAI_API_KEY api_key: api-key CognitiveServices "Key" az cognitiveservices account keys list';
const NAMES = [
  'a.py',
  'a.ipynb',
  'a.ts',
  'a.tsx',
  'a.cs',
  'a.java',
  'a.go',
  'a.sh',
  'a.ps1',
  'a.http',
  '.env',
  'a.properties',
  'a.yml',
  '.github/workflows/a.yml',
  'a.json',
  'a.bicep',
  'a.bicepparam',
  'a.tf',
  'a.tfvars',
];

describe('encodings', () => {
  it('are read by their byte order mark', async () => {
    expect(await findingsIn({ 'app.py': Buffer.from(`\uFEFF${KEY}`, 'utf8') })).toEqual([FOUND]);
    expect(await findingsIn({ 'app.py': Buffer.from(`\uFEFF${KEY}`, 'utf16le') })).toEqual([FOUND]);
    const bigEndian = Buffer.from(`\uFEFF${KEY}`, 'utf16le').swap16();
    expect(await findingsIn({ 'app.py': bigEndian })).toEqual([FOUND]);
  });

  it('with Windows line ends give the same lines, in broken files too', async () => {
    expect(await findingsIn({ 'app.py': KEY.replaceAll('\n', '\r\n') })).toEqual([FOUND]);
    const broken = `resource "azapi_resource" "account" {
  type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name      = "contoso"
  parent_id = "rg"
  body = {'''
    kind = "AIServices"
    properties = {
      customSubDomainName = "contoso"
      disableLocalAuth    = false # to be mended
    }
  }
}
`;
    const unix = await findingsIn({ 'main.tf': broken });
    expect(await findingsIn({ 'main.tf': broken.replaceAll('\n', '\r\n') })).toEqual(unix);
  });
});

describe('names of files', () => {
  it.each(['a\nb.py', 'a\r.py', 'a\u2028b.py', 'x\ny/a.py', ' .py', '[a]!(b){c}.py', 'a\\b.py'])(
    'do not keep %j from being judged',
    async (name) => {
      const judged = [`${name}:2 source-uses-entra error`];
      expect(await findingsIn({ [name]: KEY })).toEqual(judged);
      const only = new Map([[name, 'all' as const]]);
      expect(await findingsIn({ [name]: KEY }, { only })).toEqual(judged);
      expect(await findingsIn({ [name]: KEY }, { globs: ['**/*.py', '*.py'] })).toEqual(judged);
    },
  );
});

describe('broken files', () => {
  it('are judged where they can be read', async () => {
    expect(await findingsIn({ 'app.py': `def broken(:\n${KEY}` })).toEqual([
      'app.py:3 source-uses-entra error',
    ]);
  });

  it('that cannot be read are unknown, and never clean', async () => {
    using folder = new Folder({ 'a.ipynb': 'AzureOpenAI(api_key=key) is no notebook' });
    const { findings } = await folder.scan();
    expect(findings[0]).toMatchObject({ status: 'unknown', severity: 'error', file: 'a.ipynb' });
    expect(findings[0]?.message).toBe(
      'The file could not be judged: it is not the JSON of a notebook.',
    );
  });

  it('that take too long are given up', async () => {
    const nested = `x = ${'(a + '.repeat(50_000)}`;
    await expect(withTree('python', nested, () => 0, 0)).rejects.toThrow(TooSlow);
  });
});

describe.each(NAMES)('%s', (name) => {
  const shapes: Readonly<Record<string, string>> = {
    'nested ever deeper': `${WORDS}\n${'(['.repeat(60_000)}`,
    'nested braces': `${WORDS}\n${'{'.repeat(100_000)}${'}'.repeat(100_000)}`,
    'nested objects': `${'{"azure_openai_api_key":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    'one line of a mebibyte': `${WORDS} = "${'x'.repeat(1024 * 1024 - 200)}"`,
    'one long sum': `${WORDS}\nx = ${'a + '.repeat(100_000)}a`,
    noise: `${WORDS}\n${'%$#@!&*( ${{ \'"` '.repeat(20_000)}`,
    'names bound to each other': `${WORDS}\n${Array.from({ length: 3_000 }, (_, index) => `k${index % 7} = k${(index + 1) % 7} or k${(index + 2) % 7}`).join('\n')}\nAzureOpenAI(api_key=k1)`,
    nothing: '',
  };

  it.each(Object.entries(shapes))(
    'ends in a result when it is %s',
    async (_, text) => {
      using folder = new Folder({ [name]: text });
      const started = performance.now();
      const result = await folder.scan();
      expect(performance.now() - started).toBeLessThan(LONGEST_MS);
      for (const finding of result.findings) expect(finding.message.length).toBeLessThan(500);
      expect(lines(result).length).toBeLessThan(50_000);
    },
    2 * LONGEST_MS,
  );
});
