import { sourceHit } from '../code/source-hit.ts';
import type { Span } from '../code/expression.ts';
import type { Hit } from '../hit.ts';
import type { RewriteName } from '../rewrites.ts';
import {
  hostOwner,
  isEndpointName,
  isGateway,
  isKeyHeader,
  isOpenAiRoute,
  isUnused,
  keyOwner,
} from '../vocabulary.ts';
import type { Assignment, Command, Script } from './script.ts';

const KEY_CMDLETS = /^(?:Get|New)-AzCognitiveServicesAccountKey$/i;
const HEADER = /(?:^|\s|=)-*(api-key|ocp-apim-subscription-key)\s*[:=]\s*(\S.*)$/i;
/** Azure OpenAI takes its key as a bearer token too; a key's own name tells it from a token. */
const BEARER = /(?:^|\s)(authorization)\s*:\s*bearer\s+(\S.*)$/i;

/** Key use in a script: keys that are read from Azure, sent in a header, or put into the environment. */
export function judgeScript(script: Script, rewriteName: RewriteName): readonly Hit[] {
  const context = contextOf(script);
  const hits = [
    ...script.commands.flatMap((command) => judgeCommand(command, context, rewriteName)),
    ...script.entries.flatMap((entry) => judgeHeader(entry, context, rewriteName)),
    ...script.assignments.flatMap((assignment) => judgeAssignment(assignment, rewriteName)),
    ...script.entries.filter(isGiven).flatMap((entry) => judgeAssignment(entry, rewriteName)),
  ];
  // `export KEY=$(az cognitiveservices account keys list ...)` is one finding: reading the key.
  const reads = hits.filter((hit) => hit.fix.say === readFix(rewriteName).say);
  return hits.filter((hit) => reads.includes(hit) || !reads.some((read) => overlaps(read, hit)));
}

function overlaps(a: Hit, b: Hit): boolean {
  return a.lines.some(([first, last]) =>
    b.lines.some(([start, end]) => first <= end && start <= last),
  );
}

function judgeCommand(
  command: Command,
  context: Context,
  rewriteName: RewriteName,
): readonly Hit[] {
  const { words, span } = command;
  const [name = '', ...args] = words;
  const program = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (KEY_CMDLETS.test(program))
    return [keyRead(span, `${program} handles the keys of the account.`, rewriteName)];
  if (readsKeys(program, args, context))
    return [keyRead(span, 'The script reads the keys of the account.', rewriteName)];
  if (/^az(?:\.cmd|\.exe)?$/i.test(program)) {
    const verb = args
      .filter((arg) => !arg.startsWith('-'))
      .slice(0, 3)
      .join(' ');
    if (
      /^ml connection (?:create|update)/.test(verb) &&
      args.some((arg) => /api[-_]key/i.test(arg))
    )
      return [hit(span, 'The connection is made with a key.', '--api-key or api_key', rewriteName)];
  }
  const sent = args.find((arg) => sendsKey(arg, args, context));
  if (sent !== undefined) {
    const header = ((HEADER.exec(sent) ?? BEARER.exec(sent))?.[1] ?? '').toLowerCase();
    return [hit(span, `The request sends a key in the header ${header}.`, header, rewriteName)];
  }
  if (args.some((arg) => /[?&]subscription-key=/i.test(arg) && hostOwner(arg) === 'ours'))
    return [hit(span, 'The request sends a key in its address.', 'subscription-key', rewriteName)];
  if (
    args.some((arg) => /\/sts\/v1\.0\/issueToken/i.test(arg)) &&
    /^(?:curl|wget|Invoke-)/i.test(program)
  )
    return [hit(span, 'The request makes a token from a key.', 'issueToken', rewriteName)];
  return judgeSetting(program, args, command, rewriteName);
}

/** Programs that print, compare or search what they are given, and run none of it. */
const TELLS = /^(?:echo|printf|Write-\w+|grep|sed|unset|test|\[|cat|Remove-Item)$/i;
/** Programs that run the text of an argument. */
const RUNS_TEXT = /^(?:bash|dash|ksh|sh|zsh|su|eval|pwsh|powershell|wsl|Invoke-Expression|iex)$/i;
const OF_ACCOUNT = /Microsoft\.CognitiveServices\b|\baz cognitiveservices account show\b/i;

/** By the CLI, whatever runs it (`sudo`, `time`, `bash -c`), or by the REST API. */
function readsKeys(program: string, args: readonly string[], context: Context): boolean {
  if (TELLS.test(program)) return false;
  const words = RUNS_TEXT.test(program) ? args.flatMap((arg) => arg.split(/\s+/)) : args;
  if (listsKeys(words)) return true;
  // `.../listKeys/action` is the name of a permission.
  const lists = words.some(
    (word, index) =>
      /\/listKeys(?:\?|$)/i.test(word) ||
      /^--?action=listKeys$/i.test(word) ||
      (/^listKeys$/i.test(word) && /^--?action$/i.test(words[index - 1] ?? '')),
  );
  return lists && resolvedIn(words, context).some((text) => OF_ACCOUNT.test(text));
}

/** Options may stand before the command: `az --subscription x cognitiveservices account keys list`. */
function listsKeys(words: readonly string[]): boolean {
  const from = words.findIndex(
    (word, index) => word === 'cognitiveservices' && words[index + 1] === 'account',
  );
  if (from < 0 || words[from + 2] !== 'keys') return false;
  const verb = words[from + 3];
  return verb === 'list' || (verb === 'regenerate' && takesKey(words));
}

/** Renewing a key makes the old one useless. It is a read where the new one is picked from the answer. */
function takesKey(words: readonly string[]): boolean {
  return words.some(
    (word, index) =>
      /^--query=key/i.test(word) || (words[index - 1] === '--query' && /^key/i.test(word)),
  );
}

/** `--settings AZURE_OPENAI_API_KEY=$K`, `docker run -e AZURE_OPENAI_API_KEY`, `azd env set AZURE_OPENAI_API_KEY`. */
function judgeSetting(
  program: string,
  args: readonly string[],
  { span, intoFile }: Command,
  rewriteName: RewriteName,
): readonly Hit[] {
  const writes = intoFile === true && /^(?:echo|printf)$/.test(program);
  if (!writes && TELLS.test(program)) return [];
  const named = args.flatMap((arg, index) => {
    const pair = /^(?:-e\s*|--env=?|--build-arg=?)?([A-Za-z][\w-]*)=(.+)$/.exec(arg);
    if (pair && !isUnused(pair[2] ?? '')) return [pair[1] ?? ''];
    // azd env set NAME, gh secret set NAME
    const sets =
      /^(?:-e|--env)$/.test(args[index - 1] ?? '') ||
      (/^(?:azd|gh)$/.test(program) &&
        index === 2 &&
        /^(?:env|secret|variable)$/.test(args[0] ?? '') &&
        args[1] === 'set');
    // dotnet user-secrets set NAME VALUE
    if (
      program === 'dotnet' &&
      args[0] === 'user-secrets' &&
      /^[A-Za-z][\w.]*(?::[\w.]+)+$/.test(arg)
    )
      return [arg];
    return sets && /^[A-Z][A-Z0-9_]+$/.test(arg) ? [arg] : [];
  });
  const ours = named.find((name) => keyOwner(name) === 'ours');
  return ours === undefined
    ? []
    : [hit(span, said(ours, program, writes), `the setting ${ours}`, rewriteName)];
}

function said(name: string, program: string, writes: boolean): string {
  return writes
    ? `The key ${name} is written to a file.`
    : `The key ${name} is handed to ${program}.`;
}

function judgeAssignment(assignment: Assignment, rewriteName: RewriteName): readonly Hit[] {
  const { name, value, span } = assignment;
  if (!/^[A-Za-z_]\w*$/.test(name) || keyOwner(name) !== 'ours' || isUnused(value)) return [];
  // `AZURE_OPENAI_API_KEY=${AZURE_OPENAI_API_KEY:-}` keeps what is there; shell variables in lower case are not exported.
  if (name !== name.toUpperCase() || (/^\$\{?\w+:?-?\}?$/.test(value) && value.includes(name)))
    return [];
  return [
    hit(span, `The key ${name} is put into the environment.`, `the variable ${name}`, rewriteName),
  ];
}

function judgeHeader(
  entry: Assignment,
  context: Context,
  rewriteName: RewriteName,
): readonly Hit[] {
  const bearer = /^authorization$/i.test(entry.name) && /^bearer\s/i.test(entry.value);
  if (!bearer && !isKeyHeader(entry.name)) return [];
  if (!(bearer ? namesOurKey(entry.value) : isOurs(entry, [], context))) return [];
  const header = entry.name.toLowerCase();
  return [hit(entry.span, `The request sends a key in the header ${header}.`, header, rewriteName)];
}

/** An entry whose value is a sentence or a yes or no describes the setting. */
function isGiven({ value }: Assignment): boolean {
  const sentence = /\s/.test(value) && !/[$(]/.test(value);
  return !sentence && !/^(?:true|false|null)$/i.test(value);
}

function sendsKey(arg: string, args: readonly string[], context: Context): boolean {
  const [, name = '', value] = HEADER.exec(arg) ?? [];
  if (value !== undefined) return isOurs({ name, value }, args, context);
  return namesOurKey(BEARER.exec(arg)?.[2] ?? '');
}

function namesOurKey(text: string): boolean {
  return (text.match(/[A-Za-z_]\w+/g) ?? []).some((name) => keyOwner(name) === 'ours');
}

interface Context {
  readonly ours: boolean;
  /** A request to Azure OpenAI at an address from elsewhere, which can be a gateway's. */
  readonly openAi: boolean;
  readonly others: boolean;
  readonly values: ReadonlyMap<string, string>;
}

function contextOf(script: Script): Context {
  const texts = [
    ...script.commands.flatMap(({ words }) => words),
    ...script.assignments.flatMap(({ name, value }) => [name, value]),
  ];
  return {
    ours: texts.some((text) => speaksOfUs(text)),
    openAi: texts.some(isOpenAiRoute),
    others: texts.some((text) => hostOwner(text) === 'other' || isGateway(text)),
    values: new Map(script.assignments.map(({ name, value }) => [name, value])),
  };
}

function speaksOfUs(text: string): boolean {
  return (
    hostOwner(text) === 'ours' ||
    (text.match(/[A-Za-z_]\w{3,}/g) ?? []).some(
      (name) => isEndpointName(name) || keyOwner(name) === 'ours',
    )
  );
}

/** The key by its name, or the address in the same command, or all that the script speaks of. */
function isOurs(
  header: Pick<Assignment, 'name' | 'value'>,
  args: readonly string[],
  context: Context,
): boolean {
  const names = header.value.match(/[A-Za-z_]\w+/g) ?? [];
  const owners = names.map((name) => keyOwner(name));
  if (owners.includes('ours')) return true;
  if (owners.includes('other')) return false;
  const resolved = resolvedIn(args, context);
  if (resolved.some((text) => hostOwner(text) === 'other' || isGateway(text))) return false;
  // API Management has the other header; Azure OpenAI itself is called with this one.
  const openAi = /^api-key$/i.test(header.name);
  if (resolved.some((text) => hostOwner(text) === 'ours' || (openAi && isOpenAiRoute(text))))
    return true;
  return (context.ours || (openAi && context.openAi)) && !context.others;
}

/** The words, and what the variables in them hold. */
function resolvedIn(words: readonly string[], context: Context): readonly string[] {
  return words.flatMap((word) => [
    word,
    ...(word.match(/[A-Za-z_]\w+/g) ?? []).flatMap((name) => context.values.get(name) ?? []),
  ]);
}

function keyRead(span: Span, message: string, rewriteName: RewriteName): Hit {
  return { ...hit(span, message, 'account keys', rewriteName), fix: readFix(rewriteName) };
}

function readFix(rewriteName: RewriteName): Hit['fix'] {
  return sourceHit(
    { line: 1, column: 1, endLine: 1 },
    '',
    '',
    rewriteName === 'shell' ? 'shell-keys' : rewriteName,
  ).fix;
}

function hit(span: Span, message: string, seen: string, rewriteName: RewriteName): Hit {
  return sourceHit(span, message, seen, rewriteName);
}
