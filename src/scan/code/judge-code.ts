import type { GrammarName } from '../grammars.ts';
import type { Hit } from '../hit.ts';
import { withTree } from '../parse.ts';
import { DOTNET, GO, JAVA, NODE, PYTHON } from './dialects.ts';
import type { FileContext } from './keys.ts';
import { judgeProgram, type Dialect } from './judge-program.ts';
import { csharp } from './read-csharp.ts';
import { go } from './read-go.ts';
import { java } from './read-java.ts';
import { python } from './read-python.ts';
import { typescript } from './read-typescript.ts';
import { read } from './reader.ts';
import type { Syntax } from './reader.ts';

interface Language {
  readonly grammar: GrammarName;
  readonly syntax: Syntax;
  readonly dialect: Dialect;
}

const LANGUAGES = {
  python: { grammar: 'python', syntax: python, dialect: PYTHON },
  typescript: { grammar: 'typescript', syntax: typescript, dialect: NODE },
  tsx: { grammar: 'tsx', syntax: typescript, dialect: NODE },
  csharp: { grammar: 'csharp', syntax: csharp, dialect: DOTNET },
  java: { grammar: 'java', syntax: java, dialect: JAVA },
  go: { grammar: 'go', syntax: go, dialect: GO },
} as const satisfies Record<string, Language>;

export type CodeLanguage = keyof typeof LANGUAGES;

/**
 * Judges one source file of a programming language.
 * @throws {TooSlow} when it cannot be parsed in time
 */
export function judgeCode(
  language: CodeLanguage,
  text: string,
  file: FileContext,
): Promise<readonly Hit[]> {
  const { grammar, syntax, dialect } = LANGUAGES[language];
  return withTree(grammar, text, (root) => judgeProgram(read(root, text, syntax), dialect, file));
}
