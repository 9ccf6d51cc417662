import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { scan } from '../../src/scan/index.ts';
import { LEVELS } from './levels.ts';

const corpus = join(import.meta.dirname, 'corpus');
const languages = readdirSync(corpus).sort();

/**
 * What a file says of itself, in a comment on the line: `finds: RULE [warning|unknown|exempt]`, or on the line above
 * `finds-next: ...`; `KEY [(warning)]` is short for `finds: source-uses-entra [warning]`.
 */
function expected(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) => {
    const short = /(?:#|\/\/)\s*KEY(?: \((warning)\))?/.exec(text);
    if (short) return [`${index + 1} source-uses-entra ${short[1] ?? 'error'}`];
    const found = /finds(-next)?: ([\w-]+)(?: (warning|unknown|exempt))?/.exec(text);
    if (!found) return [];
    const line = index + (found[1] === undefined ? 1 : 2);
    return [`${line} ${found[2] ?? ''} ${found[3] ?? 'error'}`];
  });
}

async function found(folder: string): Promise<Map<string, string[]>> {
  const { findings } = await scan({ root: folder, globs: [], levels: LEVELS });
  const byFile = new Map<string, string[]>();
  for (const finding of findings) {
    if (finding.file === undefined) continue;
    const kind = finding.status === 'fail' ? finding.severity : finding.status;
    const all = byFile.get(finding.file) ?? [];
    byFile.set(finding.file, [...all, `${finding.line ?? 0} ${finding.rule} ${kind}`]);
  }
  return byFile;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

describe.each(languages)('%s', (language) => {
  const positive = join(corpus, language, 'positive');
  const negative = join(corpus, language, 'negative');

  it('has every key found on its line and nothing else', async () => {
    const seen = await found(positive);
    const wanted = new Map(
      filesOf(positive).flatMap((name) => {
        const lines = expected(join(positive, name));
        return lines.length === 0 ? [] : [[name, lines] as const];
      }),
    );
    expect(Object.fromEntries([...seen].sort())).toEqual(Object.fromEntries([...wanted].sort()));
  });

  it('has no false alarm', async () => {
    expect(Object.fromEntries(await found(negative))).toEqual({});
  });

  it('is judged on at least twelve files of each sort', () => {
    expect(
      filesOf(positive).filter((name) => expected(join(positive, name)).length > 0).length,
    ).toBeGreaterThanOrEqual(12);
    expect(filesOf(negative).length).toBeGreaterThanOrEqual(12);
  });
});
