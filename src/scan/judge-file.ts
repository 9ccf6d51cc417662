import type { FileContext } from './code/judge-clients.ts';
import { judgeCode, type CodeLanguage } from './code/judge-code.ts';
import { CLEAN, type FileResult, type Hit } from './hit.ts';
import { mayMatter, type Kind } from './kinds.ts';
import { notebookCode } from './notebook.ts';

/** A file of the scan, read and decoded. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly kind: Kind;
  readonly text: string;
  readonly test: boolean;
}

/** Other files of the repository, for templates that refer to them. */
export interface Repository {
  /** Text of a file; `undefined` when it does not exist or cannot be read. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Names of the files in a folder; empty when it does not exist. */
  readonly list: (folder: string) => Promise<readonly string[]>;
}

type Judge = (file: SourceFile, repository: Repository) => Promise<FileResult>;

const code =
  (language: CodeLanguage): Judge =>
  async (file) =>
    hits(await judgeCode(language, file.text, file));

const JUDGES: Readonly<Partial<Record<Kind, Judge>>> = {
  python: code('python'),
  typescript: code('typescript'),
  tsx: code('tsx'),
  csharp: code('csharp'),
  java: code('java'),
  go: code('go'),
  notebook: async (file) => hits(await judgeNotebook(file.text, file)),
};

/** Judges one file by its kind. What goes wrong is said in `notJudged`, and never counts as clean. */
export async function judgeFile(file: SourceFile, repository: Repository): Promise<FileResult> {
  const judge = JUDGES[file.kind];
  if (!judge || !mayMatter(file.kind, file.text)) return CLEAN;
  try {
    return await judge(file, repository);
  } catch (error) {
    return { ...CLEAN, notJudged: error instanceof Error ? error.message : 'it could not be read' };
  }
}

function hits(found: readonly Hit[]): FileResult {
  return { hits: found, accounts: [] };
}

async function judgeNotebook(text: string, context: FileContext): Promise<readonly Hit[]> {
  const found: Hit[] = [];
  for (const { language, source, lines } of notebookCode(text)) {
    if (language === 'shell') continue;
    const place = (line: number): number => lines[line - 1] ?? lines.at(-1) ?? 1;
    for (const hit of await judgeCode(language, source, context))
      found.push({
        ...hit,
        line: place(hit.line),
        lines: hit.lines.map(([first, last]) => [place(first), place(last)]),
      });
  }
  return found;
}
