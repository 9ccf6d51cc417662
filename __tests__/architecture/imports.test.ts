import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');

/** Each file below the folder with the files of ours that it imports, types and lazy imports included. */
function importsBelow(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = globSync(`${folder}/**/*.ts`, { cwd: root });
  return new Map(
    files.map((file) => [
      file,
      ts
        .preProcessFile(readFileSync(path.join(root, file), 'utf8'))
        .importedFiles.map(({ fileName }) => fileName)
        .filter((name) => name.startsWith('.'))
        .map((name) => path.join(path.dirname(file), name)),
    ]),
  );
}

/** The first way found from a file back to itself; empty when there is none. */
function circle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const walk = (file: string, above: readonly string[]): readonly string[] => {
    if (above.includes(file)) return [...above.slice(above.indexOf(file)), file];
    if (done.has(file)) return [];
    done.add(file);
    for (const next of imports.get(file) ?? []) {
      const found = walk(next, [...above, file]);
      if (found.length > 0) return found;
    }
    return [];
  };
  for (const file of imports.keys()) {
    const found = walk(file, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe('imports', () => {
  it.each(['src', 'sandbox'])('below %s lead back to no file', (folder) => {
    const imports = importsBelow(folder);
    expect(imports.size).toBeGreaterThan(50);
    expect(circle(imports)).toEqual([]);
  });

  it('that lead back are told as the way round', () => {
    const around = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['b']],
      ['d', []],
    ]);
    expect(circle(around)).toEqual(['b', 'c', 'b']);
  });
});
