import type { Hit } from '../hit.ts';
import type { RewriteName } from '../rewrites.ts';
import {
  hostOwner,
  isEndpointName,
  isGateway,
  isKeyHeader,
  isOpenAiRoute,
  keyOwner,
} from '../vocabulary.ts';
import { calleeName, everyExpr, type Expr, type Span, type TextExpr } from './expression.ts';
import { bindingsOf, type Program } from './program.ts';
import { sourceHit } from './source-hit.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import type { Place } from './place.ts';
import type { KeySource, Tracer } from './trace.ts';

/** Azure OpenAI takes its key here too: `Authorization: Bearer KEY` (REST API of the v1 routes). */
const BEARER = /^authorization$/i;
const HEADER_SETTERS =
  /^(?:add|append|set|header|headers|setheader|addheader|setrequestheader|setrequestproperty|tryaddwithoutvalidation|withheader|insert|defaultheader|putheader|addrequestheader|setrequestheaders|with|put)$/i;

interface Header {
  readonly name: string;
  readonly value: Expr;
  readonly place: Place;
  readonly span: Span;
}

/** Requests written by hand with the key in a header: `api-key`, `Ocp-Apim-Subscription-Key`, `Authorization`. */
export function judgeHeaders(
  program: Program,
  tracer: Tracer,
  file: FileContext,
  rewriteName: RewriteName,
): readonly Hit[] {
  let known: Hosts | undefined;
  const headers = headersOf(program).flatMap(({ name, value, place, span }) => {
    // A header inside of a credential that a client was given is that client's finding.
    if (tracer.seen.has(value)) return [];
    const bearer = BEARER.test(name);
    const traced = bearer ? tracer.peek(value, place) : tracer.trace(value, place);
    const keys = keySources(traced, { key: [0] }, file);
    if (keys.length === 0) return [];
    const hosts = (): Hosts => (known ??= hostsOf(program));
    if (bearer ? !keys.some(isNamedOurs) : !isOurs(keys, name, hosts)) return [];
    if (bearer) tracer.trace(value, place);
    const from = describeKey(keys[0]);
    const message = `The header ${name.toLowerCase()} carries a key (${from}).`;
    return [sourceHit(span, message, from, rewriteName)];
  });
  return [...headers, ...judgeAddresses(program, tracer, file, rewriteName)];
}

const QUERY_KEY = /[?&](?:api-key|subscription-key)=\{\}/i;

/** Addresses with the key in them, as a browser needs for a web socket: `wss://...&api-key=${key}`. */
function judgeAddresses(
  program: Program,
  tracer: Tracer,
  file: FileContext,
  rewriteName: RewriteName,
): readonly Hit[] {
  const passed = new Set<Expr>();
  return program.uses.flatMap(({ value, scope, at }) =>
    everyExpr(value).flatMap((expr): Hit[] => {
      if (expr.kind !== 'text' || expr.parts.length === 0 || passed.has(expr)) return [];
      const { text, parts } = whole(expr, passed);
      const found = QUERY_KEY.exec(text);
      const key = found && parts[text.slice(0, found.index).split('{}').length - 1];
      if (!key) return [];
      const place = { scope, at };
      const keys = keySources(tracer.peek(key, place), { key: [0] }, file);
      const owner = hostOwner(text);
      const ours = owner === 'ours' || (owner === undefined && keys.some(isNamedOurs));
      if (keys.length === 0 || !ours) return [];
      tracer.trace(key, place);
      const from = describeKey(keys[0]);
      return [sourceHit(expr.span, `The address carries a key (${from}).`, from, rewriteName)];
    }),
  );
}

/** The text with the texts in it: `"https://x?key=" + key`. Those that it holds count as passed. */
function whole(expr: Expr, passed: Set<Expr>, depth = 40): Pick<TextExpr, 'text' | 'parts'> {
  if (expr.kind !== 'text' || depth <= 0) return { text: '{}', parts: [expr] };
  passed.add(expr);
  if (expr.text !== '{}{}') return expr;
  const [left, right] = expr.parts.map((part) => whole(part, passed, depth - 1));
  return left && right
    ? { text: left.text + right.text, parts: [...left.parts, ...right.parts] }
    : expr;
}

function headersOf(program: Program): readonly Header[] {
  const literal = program.objects.flatMap(({ object, scope, at }) =>
    object.entries.flatMap((entry): Header[] => {
      const place = { scope, at };
      const name = headerName(entry.key, place);
      return name === undefined ? [] : [{ name, value: entry.value, place, span: entry.key.span }];
    }),
  );
  const written = program.writes.flatMap(({ target, value, scope, at, span }): Header[] => {
    const place = { scope, at };
    const name = target.kind === 'index' ? headerName(target.key, place) : undefined;
    return name === undefined ? [] : [{ name, value, place, span }];
  });
  const called = program.calls.flatMap(({ call, scope, at }): Header[] => {
    const name = calleeName(call) ?? '';
    const bearer = name === 'AuthenticationHeaderValue';
    // Arguments are read from the tree when they are asked for, and most calls set no header.
    if (!bearer && !HEADER_SETTERS.test(name)) return [];
    const [first, second] = call.args.map((arg) => arg.value);
    if (!first || !second) return [];
    const place = { scope, at };
    // .NET: new AuthenticationHeaderValue("Bearer", key)
    if (bearer)
      return first.kind === 'text' && /^bearer$/i.test(first.text)
        ? [{ name: 'Authorization', value: second, place, span: call.span }]
        : [];
    const header = headerName(first, place);
    return header === undefined ? [] : [{ name: header, value: second, place, span: first.span }];
  });
  return [...literal, ...written, ...called, ...linesOf(program)];
}

/** The name of a header, written there or in a constant of this file. */
function headerName(expr: Expr, { scope, at }: Place): string | undefined {
  const bound = expr.kind === 'name' ? bindingsOf(expr.path, scope, at)[0]?.value : undefined;
  const text = bound?.kind === 'text' ? bound.text : textOf(expr);
  return text !== undefined && mayCarryKey(text) ? text : undefined;
}

function mayCarryKey(header: string): boolean {
  return isKeyHeader(header) || BEARER.test(header);
}

function textOf(expr: Expr): string | undefined {
  if (expr.kind === 'text') return expr.text;
  return expr.kind === 'name' ? expr.path : undefined;
}

/** Name and value in one text: `f"api-key: {key}"`. */
function linesOf(program: Program): readonly Header[] {
  const passed = new Set<Expr>();
  return program.uses.flatMap(({ value, scope, at }) =>
    everyExpr(value).flatMap((expr): Header[] => {
      if (expr.kind !== 'text' || expr.parts.length === 0 || passed.has(expr)) return [];
      passed.add(expr);
      const name = /^([\w-]+): ?(?:bearer )?\{\}$/i.exec(expr.text)?.[1];
      return name !== undefined && mayCarryKey(name)
        ? [{ name, value: expr, place: { scope, at }, span: expr.span }]
        : [];
    }),
  );
}

/** A token travels in the same header, so that only a key's own name tells. */
function isNamedOurs(key: KeySource): boolean {
  return keyOwner(key.name ?? '') === 'ours';
}

const OUR_ROUTES =
  /\/models\/chat\/completions|(?:^|\/)(?:speechtotext|contentsafety|contentmoderator|contentunderstanding|formrecognizer|documentintelligence|computervision|customvision|qnamaker|luis|face|personalizer|anomalydetector|metricsadvisor|text\/analytics|vision|language\/:?\w+)\/(?:v?\d|\w*:|documentmodels|analyzers)|\/translator\/(?:text|document)\/|\/sts\/v1\.0\/issuetoken|\/(?:translate|detect)\?api-version|\/language\/:/i;

/** A client of one's own is named for the service that it calls. */
const OUR_CLIENTS =
  /^(?:Azure)?(?:OpenAI|ContentUnderstanding|CognitiveServices?|DocumentIntelligence|FormRecognizer|ContentSafety|AIServices)\w*(?:Client|Service)$/;

interface Hosts {
  readonly ours: boolean;
  /** A request to Azure OpenAI at an address from elsewhere, which can be a gateway's. */
  readonly openAi: boolean;
  readonly others: boolean;
}

/** Which services the texts of the file speak of. */
function hostsOf(program: Program): Hosts {
  let ours = [...program.declared].some((name) => OUR_CLIENTS.test(name));
  let others = false;
  let openAi = false;
  for (const text of program.texts()) {
    const owner = hostOwner(text);
    ours ||=
      owner === 'ours' ||
      OUR_ROUTES.test(text) ||
      (/^[\w:.-]+$/.test(text) && (isEndpointName(text) || keyOwner(text) === 'ours'));
    openAi ||= isOpenAiRoute(text);
    others ||=
      owner === 'other' ||
      isGateway(text) ||
      /\/indexes\/|api-version=\d{4}-\d\d-\d\d.*search|^AZURE_(?:AI_)?SEARCH/.test(text);
  }
  return { ours, openAi, others };
}

function isOurs(keys: readonly KeySource[], header: string, hosts: () => Hosts): boolean {
  if (keys.some(isNamedOurs)) return true;
  if (keys.some((key) => keyOwner(key.name ?? '') === 'other')) return false;
  // API Management and Bing use the same header; other services use `api-key`.
  const { ours, openAi, others } = hosts();
  return (ours || (openAi && /^api-key$/i.test(header))) && !others;
}
