import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isTest, kindOf, kindOfScript, mayMatter, type Kind } from '../kinds.ts';
import type { SourceFile } from '../judge-file.ts';
import { isGeneratedName, isGeneratedText, isVendored, type LeftOut } from './left-out.ts';
import { readText, realInside, shebang } from './read-text.ts';

/** A file of a kind that the scan judges, or why it is not judged. */
export type Opened =
  | { readonly as: 'text'; readonly file: SourceFile }
  | { readonly as: 'unknown'; readonly file: SourceFile; readonly why: string }
  | {
      readonly as: 'left out';
      readonly leftOut: LeftOut;
      /** It may hold what the scan looks for, so a person is told its name. */
      readonly matters: boolean;
    };

/**
 * The kind of a file by its name, or else by the first line of a script.
 * @param named a pull request changes it: then any name may be a script's, and not only one without extension
 */
export function kindAt(root: string, path: string, named: boolean): Kind | undefined {
  const kind = kindOf(path);
  if (kind !== undefined) return kind;
  if (!named && path.slice(path.lastIndexOf('/') + 1).includes('.')) return undefined;
  const interpreter = shebang(root, path);
  return interpreter === undefined ? undefined : kindOfScript(interpreter);
}

/** Where a pull request names a folder, it is a submodule's. */
export function isFolder(root: string, path: string): boolean {
  try {
    return lstatSync(join(root, path)).isDirectory();
  } catch {
    return false;
  }
}

/** @param named the pull request names the file; else a walk found it */
export function open(root: string, path: string, kind: Kind, named: boolean): Opened {
  const read = readText(root, path, named);
  const words = read.text ?? read.words;
  const file = { path, kind, text: read.text ?? '', test: isTest(path) };
  const leftOut = brought(path, words ?? '') ?? read.leftOut;
  if (leftOut === undefined) {
    const why = kind === 'python' ? strangeCoding(file.text) : undefined;
    return why === undefined ? { as: 'text', file } : { as: 'unknown', file, why };
  }
  if (leftOut === 'a symbolic link') return openLink(root, file);
  const matters = words === undefined || mayMatter(kind, words);
  const why = matters ? notJudged(kind, leftOut, words) : undefined;
  return why === undefined ? { as: 'left out', leftOut, matters } : { as: 'unknown', file, why };
}

/** Code that no person wrote here, by its folder, its name or its first lines. */
function brought(path: string, text: string): LeftOut | undefined {
  if (path.split('/').slice(0, -1).some(isVendored)) return 'vendored';
  return isGeneratedName(path) || isGeneratedText(path, text) ? 'minified or generated' : undefined;
}

/** Why nobody can say that the file is clean; `undefined` where it is enough to name it. */
function notJudged(kind: Kind, leftOut: LeftOut, words: string | undefined): string | undefined {
  switch (leftOut) {
    case 'binary':
      return 'it holds zero bytes, which compilers and shells read in different ways';
    case 'over 1 MiB':
      return isData(kind, words) ? undefined : 'it is larger than 1 MiB';
    case 'in Git LFS':
      return isData(kind, words)
        ? undefined
        : 'the checkout holds its Git LFS pointer alone (actions/checkout takes lfs: true)';
    case 'unreadable':
      return 'the checkout lacks it or does not let it be read (is the commit of the pull request checked out?)';
    case 'a symbolic link':
    case 'vendored':
    case 'minified or generated':
    case 'a submodule':
      return undefined;
  }
}

/** Large files of these kinds are data more often than settings. */
function isData(kind: Kind, words: string | undefined): boolean {
  if (kind === 'json') return !/deploymentTemplate\.json/i.test(words ?? '');
  return kind === 'yaml' || kind === 'notebook';
}

/** What a link points at in the repository is judged there, if it is a file of the same kind. */
function openLink(root: string, file: SourceFile): Opened {
  const leftOut = 'a symbolic link';
  const target = linkTarget(root, file.path);
  if (target === undefined) return { as: 'left out', leftOut, matters: true };
  if (kindAt(root, target, false) === file.kind) return { as: 'left out', leftOut, matters: false };
  const why = `it is a symbolic link to ${target}, which is not judged as the same kind of file`;
  return { as: 'unknown', file, why };
}

/** `undefined`: out of the repository, or to nothing. */
function linkTarget(root: string, path: string): string | undefined {
  try {
    return realInside(root, path);
  } catch {
    return undefined;
  }
}

/** https://peps.python.org/pep-0263/#defining-the-encoding */
const CODING = /^(?:[^\n]*\n)?[ \t\f]*#[^\n]{0,200}?coding[:=][ \t]*([-\w.]+)/;
/** Encodings in which code of ASCII reads as ASCII. */
const PLAIN_CODING =
  /^(?:utf[-_]?8(?:[-_]sig)?|(?:us[-_]?)?ascii|latin[-_]?\d|iso[-_]?8859[-_]\d+|(?:cp|windows[-_])\d+|koi8[-_][rtu]|gbk?\d*|big5|euc[-_]?\w+|shift[-_]?jis)$/i;

/** Python reads `+AGE-` as a letter where a comment asks for UTF-7. */
function strangeCoding(text: string): string | undefined {
  const coding = CODING.exec(text.slice(0, 2_000))?.[1];
  return coding === undefined || PLAIN_CODING.test(coding)
    ? undefined
    : `its encoding ${coding} is not read`;
}
