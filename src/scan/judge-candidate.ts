import { open } from './files/open.ts';
import type { LeftOut } from './files/left-out.ts';
import { CLEAN, type FileResult } from './hit.ts';
import { judgeFile, type SourceFile } from './judge-file.ts';
import type { Kind } from './kinds.ts';
import { repositoryAt, type Repository } from './repository.ts';
import { suppressionsOf, type Suppression } from './suppressions.ts';

/** A file of the scan, before it is read. */
export interface Candidate {
  /** Relative to the root. */
  readonly path: string;
  readonly kind: Kind;
}

/** Where the candidates are. */
export interface Checkout {
  /** Absolute, and free of symbolic links. */
  readonly root: string;
  /** A pull request names the files; else a walk found them. */
  readonly named: boolean;
}

/** What one candidate came to. Plain data: it may come from another thread. */
export type Judged =
  | { readonly as: 'left out'; readonly leftOut: LeftOut; readonly matters: boolean }
  | {
      readonly as: 'judged';
      readonly file: Omit<SourceFile, 'text'>;
      readonly result: FileResult;
      readonly suppressions: readonly Suppression[];
    };

/** Judges candidates in their order; what is in a file never makes it throw. */
export function judgeOf(checkout: Checkout) {
  const repository = repositoryAt(checkout.root);
  return async (candidates: readonly Candidate[]): Promise<readonly Judged[]> => {
    const judged: Judged[] = [];
    for (const candidate of candidates) {
      judged.push(await judgeCandidate(checkout, candidate, repository));
    }
    return judged;
  };
}

async function judgeCandidate(
  { root, named }: Checkout,
  { path, kind }: Candidate,
  repository: Repository,
): Promise<Judged> {
  const opened = open(root, path, kind, named);
  if (opened.as === 'left out') return opened;
  const { text, ...file } = opened.file;
  const result =
    opened.as === 'unknown'
      ? { ...CLEAN, notJudged: opened.why }
      : await judgeFile(opened.file, repository);
  return { as: 'judged', file, result, suppressions: suppressionsOf(text) };
}
