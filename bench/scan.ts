import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startSandbox } from '../sandbox/index.ts';
import { compliantWorld } from '../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../sandbox/worlds/ids.ts';
import { runAsRunner } from '../scripts/run-as-runner.ts';
import { scan, type ScanRequest } from '../src/scan/index.ts';
import { median, show, type Figure } from './figures.ts';

const FILES = 10_000;
const PULL_REQUEST = 30;
const RUNS = 3;
const LEVELS: ScanRequest['levels'] = {
  'source-uses-entra': 'error',
  'iac-keys-disabled': 'error',
  'iac-connections-use-entra': 'error',
};

/** What the source scan costs: a whole repository, and what a pull request adds to the step. */
export async function scanFigures(): Promise<Figure[]> {
  const root = mkdtempSync(join(tmpdir(), 'bench-scan-'));
  try {
    const paths = writeRepository(root);
    return [await wholeRepository(root), await pullRequest(root, paths)];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Against what reading and hashing the same files costs in the same run. */
async function wholeRepository(root: string): Promise<Figure> {
  const read: number[] = [];
  const scanned: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    read.push(
      elapsed(() => {
        hashFolder(root);
      }),
    );
    const started = performance.now();
    const { count } = await scan({ root, globs: ['**'], levels: LEVELS });
    scanned.push(performance.now() - started);
    if (count.files !== FILES) throw new Error(`${count.files} files were scanned`);
  }
  return {
    name: `source scan of ${FILES.toLocaleString('en')} files, times reading and hashing them`,
    value: median(scanned) / median(read),
    bound: 20,
    unit: 'x',
  };
}

/** The step over the bundle with the scan and without it, so that loading the scan and its grammars counts. */
async function pullRequest(root: string, paths: readonly string[]): Promise<Figure> {
  const workspace = mkdtempSync(join(tmpdir(), 'bench-scan-'));
  const sandbox = await startSandbox(compliantWorld());
  const step = async (mode: 'all' | 'off'): Promise<number> => {
    const started = performance.now();
    const { stdout } = await runAsRunner({
      inputs: {
        resources: RESOURCE_IDS.account,
        principals: `group:${IDS.developers}`,
        'fail-on': 'never',
        scan: mode,
      },
      env: sandbox.env,
      workspace,
    });
    const took = performance.now() - started;
    if (mode === 'all' && !stdout.includes(`${PULL_REQUEST} files judged`)) throw new Error(stdout);
    return took;
  };
  try {
    for (const path of paths.filter((one) => one.startsWith('ai/')).slice(0, PULL_REQUEST)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      cpSync(join(root, path), join(workspace, path));
    }
    const without: number[] = [];
    const withScan: number[] = [];
    for (let run = 0; run < RUNS + 2; run += 1) {
      without.push(await step('off'));
      withScan.push(await step('all'));
    }
    return {
      name: `source scan of a pull request of ${PULL_REQUEST} files, seconds that it adds`,
      value: (median(withScan) - median(without)) / 1_000,
      bound: 1,
      unit: 's',
    };
  } finally {
    await sandbox.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}

function hashFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) hashFolder(path);
    else createHash('sha256').update(readFileSync(path)).digest();
  }
}

function elapsed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** One file in ten speaks of Azure AI, as in a repository that is about it; the rest is other source. */
function writeRepository(root: string): string[] {
  return Array.from({ length: FILES }, (_, index) => {
    const kinds = index % 10 === 0 ? RELEVANT : OTHER;
    const [ending, text] = kinds[Math.floor(index / 10) % kinds.length] ?? ['py', () => ''];
    const folder = index % 10 === 0 ? 'ai' : 'src';
    const path = `${folder}/part${String(index % 97)}/file${String(index)}.${ending}`;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text(index));
    return path;
  });
}

type Source = readonly [ending: string, text: (index: number) => string];

const body = (index: number, line: (at: number) => string): string =>
  Array.from({ length: 60 + (index % 140) }, (_, at) => line(at)).join('\n');

const OTHER: readonly Source[] = [
  [
    'py',
    (index) =>
      body(index, (at) => `def step_${at}(value):\n    return value * ${at} + len("${at}")`),
  ],
  [
    'ts',
    (index) =>
      body(
        index,
        (at) => `export function step${at}(value: number): number {\n  return value * ${at};\n}`,
      ),
  ],
  [
    'java',
    (index) =>
      `class File${index} {\n${body(index, (at) => `  int step${at}(int value) { return value * ${at}; }`)}\n}`,
  ],
  [
    'cs',
    (index) =>
      `class File${index} {\n${body(index, (at) => `  int Step${at}(int value) => value * ${at};`)}\n}`,
  ],
  [
    'go',
    (index) =>
      `package p\n${body(index, (at) => `func step${at}(value int) int { return value * ${at} }`)}`,
  ],
  ['yaml', (index) => body(index, (at) => `setting${at}:\n  value: ${at}`)],
  [
    'json',
    (index) =>
      JSON.stringify(
        Array.from({ length: 200 + (index % 50) }, (_, at) => ({ at })),
        null,
        2,
      ),
  ],
];
const other = (index: number, ending: string): string =>
  OTHER.find(([name]) => name === ending)?.[1](index) ?? '';

const RELEVANT: readonly Source[] = [
  [
    'py',
    (index) => `import os
from azure.identity import DefaultAzureCredential, get_bearer_token_provider
from openai import AzureOpenAI
provider = get_bearer_token_provider(DefaultAzureCredential(), "https://cognitiveservices.azure.com/.default")
client = AzureOpenAI(azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"], azure_ad_token_provider=provider)
old = AzureOpenAI(api_key=os.environ["AZURE_OPENAI_API_KEY"])
${other(index, 'py')}`,
  ],
  [
    'ts',
    (index) => `import { AzureOpenAI } from 'openai';
export const client = new AzureOpenAI({ apiKey: process.env.AZURE_OPENAI_API_KEY });
${other(index, 'ts')}`,
  ],
  [
    'cs',
    (index) => `using Azure.AI.OpenAI;
class Client { object make = new AzureOpenAIClient(uri, new AzureKeyCredential(key)); }
${other(index, 'cs')}`,
  ],
  [
    'bicep',
    (index) => `param name string
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  properties: { customSubDomainName: name, disableLocalAuth: true }
}
${body(index, (at) => `var value${at} = '\${name}-${at}'`)}`,
  ],
];

if (process.argv[1] === import.meta.filename)
  for (const figure of await scanFigures()) console.log(show(figure));
