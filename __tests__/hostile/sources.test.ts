import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/domain/finding.ts';
import { Folder } from '../scan/repository.ts';
import { PATIENCE_MS, runs } from './support/effort.ts';
import { broken, comment, CORPUS_FILES, sound, type Source } from './support/sources.ts';

const LONGEST_MS = 20_000;

/** What is found in a file, and where. */
async function found(
  files: Readonly<Record<string, string>>,
  name: string,
): Promise<readonly Finding[]> {
  using folder = new Folder(files);
  const { findings } = await folder.scan();
  return findings.filter(({ file }) => file === name);
}

const foundIn = ({ name, text }: Source): Promise<readonly Finding[]> =>
  found({ [name]: text }, name);

/** Texts of messages may quote a line; its end is no part of what is compared. */
const gist = (findings: readonly Finding[]): readonly unknown[] =>
  findings.map(({ rule, severity, status, line, column, exemption }) => ({
    rule,
    severity,
    status,
    line,
    column,
    exempt: exemption !== undefined,
  }));

describe('the scan of any source file', () => {
  it(
    'ends in time, and every finding lies in the file',
    async () => {
      await fc.assert(
        fc.asyncProperty(broken, async (source) => {
          const started = performance.now();
          const findings = await foundIn(source);
          expect(performance.now() - started).toBeLessThan(LONGEST_MS);
          const lines = source.text.split('\n');
          for (const { line = 0, column = 1 } of findings) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lines.length);
            expect(column).toBeGreaterThanOrEqual(1);
            expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
          }
        }),
        runs(250),
      );
    },
    PATIENCE_MS,
  );

  it(
    'does not depend on how lines end, nor on a byte order mark',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(sound, broken), async (source) => {
          const findings = gist(await foundIn(source));
          const text = source.text.replaceAll('\n', '\r\n');
          expect(gist(await foundIn({ ...source, text }))).toEqual(findings);
          const marked = { ...source, text: `\uFEFF${source.text}` };
          expect(gist(await foundIn(marked))).toEqual(findings);
        }),
        runs(250),
      );
    },
    PATIENCE_MS,
  );

  it(
    'does not depend on a comment at the end',
    async () => {
      await fc.assert(
        fc.asyncProperty(sound, fc.string(), async (source, words) => {
          const last = comment(source.kind, words);
          if (last === undefined) return;
          const findings = gist(await foundIn(source));
          const text = `${source.text.replace(/\n*$/, '\n')}${last}\n`;
          expect(gist(await foundIn({ ...source, text }))).toEqual(findings);
        }),
        runs(150),
      );
    },
    PATIENCE_MS,
  );

  it(
    'does not depend on a file that has nothing to do with it',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(sound, broken), broken, async (source, other) => {
          const name = `here/${source.name}`;
          const alone = await found({ [name]: source.text }, name);
          const files = { [name]: source.text, [`elsewhere/${other.name}`]: other.text };
          expect(await found(files, name)).toEqual(alone);
        }),
        runs(150),
      );
    },
    PATIENCE_MS,
  );

  it('starts from files of which many hold a key', async () => {
    expect(CORPUS_FILES.length).toBeGreaterThan(300);
    const keys = await Promise.all(CORPUS_FILES.slice(0, 60).map((source) => foundIn(source)));
    expect(keys.filter((findings) => findings.length > 0).length).toBeGreaterThan(15);
  });
});
