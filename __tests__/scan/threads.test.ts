import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  judgeOf,
  type Candidate,
  type Checkout,
  type Judged,
} from '../../src/scan/judge-candidate.ts';
import { judgeAll, startWorker } from '../../src/scan/threads.ts';

const KEY = 'from openai import AzureOpenAI\nclient = AzureOpenAI(api_key=key)\n';
/** Enough for a second thread. */
const FILES = 1_800;

let root = '';
let candidates: readonly Candidate[] = [];
let alone: readonly Judged[] = [];
beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'threads-')));
  candidates = Array.from({ length: FILES }, (_, index) => ({
    path: `f${index}.py`,
    kind: 'python' as const,
  }));
  await Promise.all(
    candidates.map(({ path: name }, index) =>
      writeFile(path.join(root, name), index % 7 === 0 ? KEY : `x = ${index}\n`),
    ),
  );
  alone = await judgeOf({ root, named: false })(candidates);
}, 60_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const bundle = process.env.GATE_BUNDLE ?? path.join(import.meta.dirname, '../../dist/index.js');

describe('a large repository', () => {
  it('is judged on several processors as on one, in the same order', async () => {
    const seen: number[] = [];
    const judged = await judgeAll({ root, named: false }, candidates, {
      onProgress: (done) => seen.push(done),
    });
    expect(judged).toEqual(alone);
    expect(judged.filter((one) => one.as === 'judged' && one.result.hits.length > 0)).toHaveLength(
      Math.ceil(FILES / 7),
    );
    expect(seen.at(-1)).toBe(FILES);
  }, 60_000);

  it.each([
    ['the sources', startWorker],
    ['the bundle', (checkout: Checkout) => new Worker(bundle, { workerData: checkout })],
  ])(
    'is judged by a thread of %s too',
    async (_, start) => {
      const answers: unknown[] = [];
      await judgeAll({ root, named: false }, candidates, {
        start: (checkout) =>
          start(checkout).on('message', (judged: unknown) => {
            answers.push(judged);
          }),
      });
      expect(answers[0]).toEqual(alone.slice(0, 50));
    },
    60_000,
  );

  it('is judged where no thread is to be had', async () => {
    const judged = await judgeAll({ root, named: false }, candidates, {
      start: () => {
        throw new Error('no memory');
      },
    });
    expect(judged).toEqual(alone);
  });

  it.each([
    ['ends at once', 'process.exit(3)'],
    ['throws', 'throw new Error("no memory")'],
    [
      'ends in the middle of a batch',
      `require('node:worker_threads').parentPort.on('message', () => process.exit(1))`,
    ],
  ])(
    'loses no file to a thread that %s',
    async (_, code) => {
      const judged = await judgeAll({ root, named: false }, candidates, {
        start: () => new Worker(code, { eval: true }),
      });
      expect(judged).toEqual(alone);
    },
    60_000,
  );
});
