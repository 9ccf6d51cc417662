import type { Hit } from '../hit.ts';
import { hostOwner, keyOwner } from '../vocabulary.ts';
import type { ClientUse } from './client-hits.ts';
import { calleeName, everyExpr, type Expr } from './expression.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import type { Program } from './program.ts';
import { readName, settingName } from './read-name.ts';
import { sourceHit } from './source-hit.ts';
import type { Tracer } from './trace.ts';

const LOOKS_ON =
  /^(?:print|log|info|debug|warn|warning|error|assert|bool|len|setenv|delenv|pop|unset|has|contains|skipif|isNullOrEmpty|IsNullOrEmpty|IsNullOrWhiteSpace|isEmpty|isBlank|WriteLine|Println|Printf|Fatal|Fatalf|unsetenv|Unsetenv|expect|patch|IsSet|Assert\w*|assert\w*)$/;

/**
 * Keys that are read, or put into the environment, and reach no client in this file. One finding per name:
 * the client is elsewhere, and the key is what ties it to key-based authentication.
 */
export function judgeReads(
  program: Program,
  tracer: Tracer,
  uses: readonly ClientUse[],
  reported: boolean,
  file: FileContext,
): readonly Hit[] {
  const implicit = new Set(
    uses.flatMap((use) => (use.auth === 'implicit' ? [use.spec.implicit?.variable] : [])),
  );
  const hits = new Map<string, Hit>();
  const add = (name: string, hit: () => Hit): void => {
    if (!hits.has(name)) hits.set(name, hit());
  };
  const named = new Set(
    [...tracer.seen].flatMap((expr) => {
      const name = readName(expr);
      return name === undefined ? [] : [name];
    }),
  );
  for (const { target, value, scope, at, span } of program.writes) {
    if (target.kind !== 'index' && target.kind !== 'name') continue;
    const name = readName(target);
    if (name === undefined || implicit.has(name) || !isOurKey(name, program)) continue;
    const keys = keySources(tracer.trace(value, { scope, at }), { key: [0] }, file);
    if (keys.length === 0 || (file.test && keys.every((key) => key.from === 'literal'))) continue;
    const used = new Set(uses.flatMap((use) => use.names));
    if (used.has(name) || keys.some((key) => used.has(key.name ?? ''))) continue;
    add(name, () =>
      sourceHit(
        span,
        `The key ${name} is put into the environment (${describeKey(keys[0])}).`,
        `the environment variable ${name}`,
        'environment',
      ),
    );
  }
  let looked: ReadonlySet<Expr> | undefined;
  /** A settings object is a hint where nothing else in the file says that a key is used. */
  const handedOn = (expr: Expr): string | undefined => {
    const name = reported || file.test ? undefined : settingName(expr);
    return name === undefined || (looked ??= lookedAt(program)).has(expr) ? undefined : name;
  };
  const soft = file.test || uses.some((use) => use.auth === 'entra') || mentionsEntra(program);
  for (const { value, scope, at } of program.uses) {
    for (const expr of everyExpr(value)) {
      if (expr.kind === 'call' && LOOKS_ON.test(calleeName(expr) ?? '')) continue;
      const name = readName(expr) ?? handedOn(expr);
      if (name === undefined || tracer.seen.has(expr) || named.has(name)) continue;
      if (keyOwner(name) !== 'ours' || implicit.has(name)) continue;
      if (keySources(tracer.trace(expr, { scope, at }), { key: [0] }, file).length === 0) continue;
      add(name, () =>
        sourceHit(
          expr.span,
          soft
            ? `The key ${name} is read; the same file can use Entra ID.`
            : `The key ${name} is read.`,
          `the setting ${name}`,
          'key-read',
          soft || reported,
        ),
      );
    }
  }
  return [...hits.values()];
}

/** What is printed, counted or compared, and goes nowhere. */
function lookedAt(program: Program): ReadonlySet<Expr> {
  const calls = program.calls.filter(({ call }) => LOOKS_ON.test(calleeName(call) ?? ''));
  return new Set(calls.flatMap(({ call }) => call.args.flatMap(({ value }) => everyExpr(value))));
}

/** `OPENAI_API_KEY` and `AZURE_API_KEY` are Azure's where the file says so. */
function isOurKey(name: string, program: Program): boolean {
  if (keyOwner(name) === 'ours') return true;
  if (name === 'AZURE_API_KEY')
    return program
      .texts()
      .some((text) => /^AZURE_API_(?:BASE|VERSION)$|^azure(?:_ai)?\//.test(text));
  if (name === 'OPENAI_API_KEY')
    return (
      program.texts().includes('OPENAI_API_TYPE') &&
      program.texts().some((text) => text === 'azure' || hostOwner(text) === 'ours')
    );
  return false;
}

const ENTRA =
  /^(?:Default|ManagedIdentity|ChainedToken|WorkloadIdentity|AzureCli|AzureDeveloperCli)\w*Credential|^get_?bearer_?token_?provider$/i;

function mentionsEntra(program: Program): boolean {
  return program.calls.some(({ call }) => ENTRA.test(calleeName(call) ?? ''));
}
