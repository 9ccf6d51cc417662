import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeSummary } from '../../src/publish/summary.ts';
import { SUMMARY_BYTES } from '../../src/report/budget.ts';
import { renderSummary } from '../../src/report/markdown.ts';
import { assembled, context, large, small } from '../report/samples.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gate-summary-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const files = () => ({
  stepSummary: path.join(folder, 'step'),
  copy: path.join(folder, 'copy.md'),
});

describe('the job summary', () => {
  it('is appended to the step’s file and kept beside it', async () => {
    await writeFile(files().stepSummary, '# Before\n');
    expect(writeSummary(assembled(small), context(), files())).toEqual({
      path: files().copy,
      warnings: [],
    });
    const markdown = renderSummary(assembled(small), context());
    expect(await readFile(files().copy, 'utf8')).toBe(markdown);
    expect(await readFile(files().stepSummary, 'utf8')).toBe(`# Before\n${markdown}`);
  });

  it('takes what the step has left of GitHub’s limit', async () => {
    await writeFile(files().stepSummary, 'é'.repeat(400_000));
    writeSummary(assembled(large()), context(), files());
    const { size } = await stat(files().stepSummary);
    expect(size).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(size).toBeGreaterThan(SUMMARY_BYTES - 10_000);
  });

  it('is kept as a file when the step has nothing left, with a warning', async () => {
    await writeFile(files().stepSummary, 'x'.repeat(SUMMARY_BYTES - 100));
    const { warnings } = writeSummary(assembled(small), context(), files());
    expect(warnings).toEqual([expect.stringContaining('copy.md')]);
    expect((await stat(files().stepSummary)).size).toBe(SUMMARY_BYTES - 100);
    expect(await readFile(files().copy, 'utf8')).toContain('Not compliant');
  });

  it('that cannot be written is a warning, and so is its copy', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const { path: kept, warnings } = writeSummary(assembled(small), context(), {
      copy: path.join(folder, 'file', 'copy.md'),
      stepSummary: path.join(folder, 'file', 'step'),
    });
    expect(warnings).toEqual([
      expect.stringMatching(/^The copy of the job summary could not be written: /),
      expect.stringMatching(/^The job summary could not be written: /),
    ]);
    expect(kept).toBe('');
  });

  it('is shown when its copy cannot be kept', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const { warnings } = writeSummary(assembled(small), context(), {
      ...files(),
      copy: path.join(folder, 'file', 'copy.md'),
    });
    expect(warnings).toHaveLength(1);
    expect(await readFile(files().stepSummary, 'utf8')).toContain('Not compliant');
  });

  it('is only a file outside GitHub', () => {
    const written = writeSummary(assembled(small), context(), {
      ...files(),
      stepSummary: undefined,
    });
    expect(written).toEqual({ path: files().copy, warnings: [] });
  });
});
