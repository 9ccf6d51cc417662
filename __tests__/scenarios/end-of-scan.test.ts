import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Folder } from '../scan/repository.ts';

const root = path.join(import.meta.dirname, '../..');
const bundle = process.env.GATE_BUNDLE ?? path.join(root, 'dist/index.js');

const SCRIPTS = {
  'a.ps1': 'Get-AzCognitiveServicesAccountKey -ResourceGroupName rg -Name contoso\n',
  'a.sh': 'curl https://contoso.openai.azure.com/openai/v1/models -H "api-key: $KEY"\n',
};
/** Its grammar is one that V8 optimizes while the files are judged. */
const PYTHON = {
  'a.py': 'from openai import AzureOpenAI\nclient = AzureOpenAI(azure_endpoint=e, api_key=key)\n',
};
/** More files than those after which V8 may optimize; nothing in them is parsed. */
const MANY = Object.fromEntries(
  Array.from({ length: 2_100 }, (_, index) => [`more/${String(index)}.sh`, '']),
);

/** Milliseconds from the last word of a scan to the end of its process. */
async function lingers(folder: Folder): Promise<number> {
  const scan = spawn(process.execPath, [bundle, 'scan'], { cwd: folder.root });
  let said = '';
  let last = Number.NaN;
  scan.stdout.on('data', (text: Buffer) => {
    said += text.toString();
    last = performance.now();
  });
  scan.stderr.resume();
  await once(scan, 'close');
  expect(said).toContain('Not compliant');
  return performance.now() - last;
}

/** The shortest of three: what else the machine does makes single runs longer. */
async function shortest(files: Readonly<Record<string, string>>): Promise<number> {
  using folder = new Folder(files);
  const times = [await lingers(folder), await lingers(folder), await lingers(folder)];
  return Math.min(...times);
}

/** V8 took from two to four seconds, and more where the machine was busy. */
const NOTICED_MS = 1_500;

describe('a scan of shell and PowerShell', () => {
  it.each([
    ['a few files', {}],
    ['a large repository', MANY],
  ])(
    'of %s ends when all is said, as that of Python does',
    async (_, more) => {
      const python = await shortest({ ...PYTHON, ...more });
      expect(await shortest({ ...SCRIPTS, ...more })).toBeLessThan(python + NOTICED_MS);
    },
    120_000,
  );
});
