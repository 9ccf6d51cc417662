import type { Span } from '../code/expression.ts';

/** A shell script of any kind, reduced to what is run and what is set. */
export interface Script {
  readonly commands: readonly Command[];
  readonly assignments: readonly Assignment[];
  /** Entries of PowerShell's hash tables. */
  readonly entries: readonly Assignment[];
}

export interface Command {
  /** Name and arguments as they are written, without quotes around them. */
  readonly words: readonly string[];
  /** What it writes goes into a file: `echo A=b >> .env`. */
  readonly intoFile?: true;
  readonly span: Span;
}

export interface Assignment {
  readonly name: string;
  /** As it is written, without quotes around it. */
  readonly value: string;
  readonly span: Span;
}
