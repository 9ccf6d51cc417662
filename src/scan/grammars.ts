import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type * as TreeSitter from 'web-tree-sitter';

/** One file that the build copies to `dist/grammars/`, with the licence of the package it is from. */
export interface GrammarFile {
  /** npm package, in `dependencies`. */
  readonly package: string;
  /** Path inside the package. */
  readonly path: string;
  /** Name in `dist/grammars/`. */
  readonly file: string;
}

const GRAMMAR_SOURCES = {
  bash: ['tree-sitter-bash', 'tree-sitter-bash.wasm'],
  bicep: ['tree-sitter-bicep', 'tree-sitter-bicep.wasm'],
  csharp: ['tree-sitter-c-sharp', 'tree-sitter-c_sharp.wasm'],
  go: ['tree-sitter-go', 'tree-sitter-go.wasm'],
  java: ['tree-sitter-java', 'tree-sitter-java.wasm'],
  powershell: ['tree-sitter-powershell', 'tree-sitter-powershell.wasm'],
  python: ['tree-sitter-python', 'tree-sitter-python.wasm'],
  terraform: ['@tree-sitter-grammars/tree-sitter-hcl', 'tree-sitter-terraform.wasm'],
  tsx: ['tree-sitter-typescript', 'tree-sitter-tsx.wasm'],
  typescript: ['tree-sitter-typescript', 'tree-sitter-typescript.wasm'],
} as const;

export type GrammarName = keyof typeof GRAMMAR_SOURCES;

const RUNTIME: readonly GrammarFile[] = ['web-tree-sitter.js', 'web-tree-sitter.wasm'].map(
  (name) => ({ package: 'web-tree-sitter', path: name, file: name }),
);

/**
 * What the build copies beside the bundle. The runtime is copied too and not bundled: webpack rewrites the
 * `import("module")` inside it into something that has no `createRequire`, and it dies on a runner.
 */
export const GRAMMARS: readonly GrammarFile[] = [
  ...RUNTIME,
  ...Object.values(GRAMMAR_SOURCES).map(([name, path]) => ({ package: name, path, file: path })),
];

/** `dist/grammars/` beside the bundle; `undefined` when the sources run, which read `node_modules`. */
const shipped = ((): string | undefined => {
  const beside = join(dirname(fileURLToPath(import.meta.url)), 'grammars');
  return existsSync(join(beside, 'web-tree-sitter.js')) ? beside : undefined;
})();

function locate(grammar: GrammarFile): string {
  if (shipped !== undefined) return join(shipped, grammar.file);
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve(`${grammar.package}/package.json`)), grammar.path);
}

let runtime: Promise<typeof TreeSitter> | undefined;

/** The runtime is loaded once, and only when a file needs a syntax tree. */
export function treeSitter(): Promise<typeof TreeSitter> {
  runtime ??= (async () => {
    const name =
      shipped === undefined
        ? 'web-tree-sitter'
        : pathToFileURL(join(shipped, 'web-tree-sitter.js')).href;
    const module = (await import(/* webpackIgnore: true */ name)) as typeof TreeSitter;
    await module.Parser.init();
    return module;
  })();
  return runtime;
}

/** Their functions are so large that V8 optimizes them for seconds, and the process waits for it at its end. */
const SLOW_TO_OPTIMIZE: ReadonlySet<GrammarName> = new Set(['bash', 'powershell']);

/**
 * Runs all grammars as V8 first compiles them: for fewer files than a large repository holds, what
 * optimizing saves is less than the wait for it. https://v8.dev/docs/wasm-compilation-pipeline
 */
export function stopOptimizing(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

const languages = new Map<GrammarName, Promise<TreeSitter.Language>>();

/** Loads one grammar, once, and only when a file of that language is in the scan. */
export function language(name: GrammarName): Promise<TreeSitter.Language> {
  let loading = languages.get(name);
  if (!loading) {
    const [source, path] = GRAMMAR_SOURCES[name];
    const file = locate({ package: source, path, file: path });
    if (SLOW_TO_OPTIMIZE.has(name)) stopOptimizing();
    loading = treeSitter().then(({ Language }) => Language.load(file));
    languages.set(name, loading);
  }
  return loading;
}
