import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.resolve(import.meta.dirname, '../..');
const notesOf = (version: string) =>
  spawnSync(process.execPath, [path.join(root, 'scripts/release-notes.mjs'), version], {
    encoding: 'utf8',
  });

describe('the notes of a release', () => {
  it("are the changelog's section of the version in package.json", () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    const { status, stdout } = notesOf(version);
    expect(status).toBe(0);
    expect(readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')).toContain(stdout.trim());
    expect(stdout).not.toMatch(/^## /m);
  });

  it.each(['9.9.9', ''])('cannot be had for the version "%s", which has no section', (version) => {
    const { status, stdout, stderr } = notesOf(version);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(`no section "## ${version}"`);
  });
});
