import type { Hit } from '../hit.ts';
import { WHY_KEYS } from '../hit.ts';
import { rewrite, type RewriteName } from '../rewrites.ts';
import { hostOwner, isEndpointName, isGateway, isMadeUp, keyOwner } from '../vocabulary.ts';
import { argumentsOf, type Found } from './arguments.ts';
import { chainRoot } from './chain.ts';
import type { ClientSpec, Selector } from './clients.ts';
import { calleeName, calleePath, lastWord, type Span } from './expression.ts';
import { originOf, unnamed, type CallSite, type Program } from './program.ts';
import type { KeySource, Source, Tracer } from './trace.ts';

/** What is known of the file beyond its text. */
export interface FileContext {
  /** The path says that it is a test: literals there are made up. */
  readonly test: boolean;
}

/** A call that makes one of our clients, and how it is authenticated. */
export interface ClientUse {
  readonly site: CallSite;
  readonly spec: ClientSpec;
  readonly auth: 'key' | 'entra' | 'either' | 'implicit' | 'none';
  /** Names of the settings and variables that the key is from. */
  readonly names: readonly string[];
  readonly hit?: Hit;
}

/** Judges every call that makes a client of the catalogue. */
export function judgeClients(
  program: Program,
  tracer: Tracer,
  catalogue: readonly ClientSpec[],
  file: FileContext,
): readonly ClientUse[] {
  const uses = program.calls.flatMap((site): ClientUse[] => {
    const spec = specOf(site, program, catalogue);
    if (spec) return [judgeClient(site, spec, program, tracer, file)];
    const use = judgeStranger(site, program, tracer, catalogue, file);
    return use ? [use] : [];
  });
  const once = new Set<ClientSpec>();
  return uses
    .filter((use) => !use.spec.onceAFile || (!once.has(use.spec) && once.add(use.spec)))
    .map((use) => (use.hit && offeredBoth(use, uses) ? soften(use, use.hit) : use));
}

function specOf(
  site: CallSite,
  program: Program,
  catalogue: readonly ClientSpec[],
): ClientSpec | undefined {
  const written = site.declaredType ?? calleePath(site.call);
  const path = written && unnamed(written, program, site.scope, site.at);
  const origin = path === undefined ? undefined : originOf(path, program);
  const name = origin?.name ?? calleeName(site.call) ?? '';
  const candidates = candidatesFor(name, catalogue);
  if (candidates.length === 0) return undefined;
  const root = candidates.some(({ on }) => on) ? chainRoot(site.call, site) : undefined;
  const builder = root && originOf(root.path, program);
  if (origin?.module === undefined && program.declared.has(name)) return undefined;
  return candidates.find((spec) => {
    const from = spec.on ? builder : (origin ?? { module: undefined, name });
    if (!from || (spec.on && !spec.on.test(from.name))) return false;
    return from.module === undefined
      ? spec.distinct === true || program.opened.some((module) => spec.module.test(module))
      : spec.module.test(from.module);
  });
}

const byName = new Map<readonly ClientSpec[], Map<string, readonly ClientSpec[]>>();
const MAX_REMEMBERED = 10_000;

/** The specs that a name fits. Most calls of a repository have one of few names, and fit none. */
function candidatesFor(name: string, catalogue: readonly ClientSpec[]): readonly ClientSpec[] {
  let known = byName.get(catalogue);
  if (!known || known.size > MAX_REMEMBERED) {
    known = new Map<string, readonly ClientSpec[]>();
    byName.set(catalogue, known);
  }
  let specs = known.get(name);
  if (!specs) known.set(name, (specs = catalogue.filter((spec) => spec.name.test(name))));
  return specs;
}

function judgeClient(
  site: CallSite,
  spec: ClientSpec,
  program: Program,
  tracer: Tracer,
  file: FileContext,
): ClientUse {
  const args = argumentsOf(site, program, tracer);
  const traced = (selectors: readonly Selector[] | undefined): readonly Source[] =>
    (selectors ?? []).flatMap((selector) => args.find(selector).flatMap(traceOf));
  const traceOf = (found: Found): readonly Source[] => tracer.trace(found.value, found.place);

  // A value that leads nowhere, as one that is bound to itself, is a key like any other from elsewhere.
  const keyArgs = (spec.key ?? []).flatMap((selector) =>
    args.find(selector).flatMap((found): readonly Source[] => {
      const sources = traceOf(found);
      return sources.length > 0 ? sources : [{ kind: 'opaque', name: '' }];
    }),
  );
  const credentials = traced(spec.credential);
  // An argument that can be a key credential counts with all else that it can be.
  const wrapped = spec.anyCredential
    ? args.all
        .map(traceOf)
        .filter((found) => found.some(isWrapped))
        .flat()
    : [];
  const sources = [...keyArgs, ...credentials, ...wrapped];
  const entraArgs = traced(spec.entra).filter(
    (source) => source.kind !== 'nothing' && source.kind !== 'unused',
  );
  const entraGiven =
    entraArgs.length > 0 ||
    (spec.entra ?? []).some((name) => args.find(name).some(({ value }) => value.kind === 'other'));
  const urls = (spec.url ?? []).flatMap((selector) =>
    args.find(selector).flatMap((found) => tracer.texts(found.value, found.place)),
  );

  const keys = keySources(sources, spec, file);
  const keyNames = (spec.key ?? []).flatMap((selector) =>
    args.find(selector).flatMap((found) => tracer.texts(found.value, found.place)),
  );
  const host = whoseHost(urls, keys, keyNames);
  const azure = keys.some((key) => key.wrapped?.startsWith('Azure'));
  const judged =
    host !== 'other' && (!spec.onlyAzure || azure || host === 'ours' || host === 'gateway');
  if (keys.length > 0) {
    if (!judged) return { site, spec, auth: 'none', names: [] };
    const either =
      entraGiven ||
      sources.some((source) => source.kind === 'nothing' || source.kind === 'entra') ||
      // A credential from elsewhere, wrapped only when it turns out to be a text.
      [...credentials, ...wrapped].some((source) => source.kind === 'opaque');
    const gateway = host === 'gateway';
    if (spec.notBoth && entraGiven && !sources.some((source) => source.kind === 'nothing'))
      return { site, spec, auth: 'key', names: [], hit: bothHit(site, spec, keys) };
    return {
      site,
      spec,
      auth: either ? 'either' : 'key',
      names: keys.flatMap((key) => [key.name ?? [], describeKey(key)].flat()),
      hit: clientHit(site, spec, keys, { either, gateway }),
    };
  }
  if (entraGiven || sources.some((source) => source.kind === 'entra'))
    return { site, spec, auth: 'entra', names: [] };
  if (!judged) return { site, spec, auth: 'none', names: [] };
  const given = sources.length > 0 || hasAny(args, spec);
  if (spec.implicit && !given && !file.test && args.complete && !mentionsToken(program))
    return { site, spec, auth: 'implicit', names: [], hit: implicitHit(site, spec, spec.implicit) };
  return { site, spec, auth: 'none', names: [] };
}

const KEY_ARGUMENTS = [
  'api_key',
  'apiKey',
  'openai_api_key',
  'subscription_key',
  'subscriptionKey',
];
/** Arguments whose name leaves no doubt, so that a value from elsewhere counts too. */
const OUR_ARGUMENTS = [
  'azure_openai_api_key',
  'azure_openai_key',
  'azureOpenAIApiKey',
  'azureOpenAiApiKey',
];

/** A class that is in no catalogue and is given a key that by its name is ours. */
function judgeStranger(
  site: CallSite,
  program: Program,
  tracer: Tracer,
  catalogue: readonly ClientSpec[],
  file: FileContext,
): ClientUse | undefined {
  const name = calleeName(site.call) ?? '';
  if (!/^[A-Z]\w*[a-z]/.test(name) || /Field|Settings|Config$|Options$/.test(name))
    return undefined;
  const spec = catalogue.at(-1);
  if (!spec) return undefined;
  const args = argumentsOf(site, program, tracer);
  const traced = (selectors: readonly string[]): readonly Source[] =>
    selectors.flatMap((selector) =>
      args.find(selector).flatMap((found) => tracer.trace(found.value, found.place)),
    );
  const ours = traced(OUR_ARGUMENTS);
  const sources = [...traced(KEY_ARGUMENTS), ...ours];
  const keys = keySources(sources, ours.length > 0 ? { key: [0] } : {}, file);
  const sure = keys.some(
    (key) =>
      keyOwner(key.name ?? '') === 'ours' &&
      (key.from === 'environment' || key.from === 'settings' || ours.length > 0),
  );
  if (!sure) return undefined;
  const names = keys.flatMap((key) => key.name ?? []);
  const either = sources.some((source) => source.kind === 'nothing' || source.kind === 'entra');
  const hit = clientHit(site, spec, keys, { either, gateway: false });
  return { site, spec, auth: either ? 'either' : 'key', names, hit };
}

function isWrapped(source: Source): boolean {
  return source.kind === 'key' && source.wrapped !== undefined;
}

function hasAny(args: ReturnType<typeof argumentsOf>, spec: ClientSpec): boolean {
  return [...(spec.key ?? []), ...(spec.credential ?? []), ...(spec.entra ?? [])].some(
    (selector) => args.find(selector).length > 0,
  );
}

/** `AZURE_OPENAI_AD_TOKEN` in the environment wins over the key. */
function mentionsToken(program: Program): boolean {
  return program.texts().some((text) => text.includes('AZURE_OPENAI_AD_TOKEN'));
}

/** The sources that are keys, or stand in a place where only a key can stand. */
export function keySources(
  sources: readonly Source[],
  spec: Pick<ClientSpec, 'key' | 'keyPosition'>,
  file: FileContext,
): readonly KeySource[] {
  return sources.flatMap((source): KeySource[] => {
    if (source.kind === 'opaque') {
      if (!spec.key || file.test || isCredential(source.name)) return [];
      if (spec.keyPosition !== undefined && !/key|secret|api/i.test(source.name)) return [];
      return [{ kind: 'key', from: 'variable', ...(source.name ? { name: source.name } : {}) }];
    }
    if (source.kind !== 'key') return [];
    return file.test && isFixture(source) ? [] : [source];
  });
}

/** In a test only what is read from the environment or a vault is a key; all else is made up there. */
function isFixture(source: KeySource): boolean {
  if (source.from === 'literal') return isMadeUp(source.text ?? '');
  return source.from === 'variable' || source.from === 'settings';
}

/** By its name a credential or a client, and no key. */
function isCredential(name: string): boolean {
  return /cred(?:ential)?s?$|client$|identity$/i.test(name) && keyOwner(name) === undefined;
}

/** Whose host is called, as far as the arguments show; the name of the key helps where they do not. */
function whoseHost(
  urls: readonly string[],
  keys: readonly KeySource[],
  keyNames: readonly string[],
): 'ours' | 'gateway' | 'other' | undefined {
  const hosts = urls.map(hostOwner);
  if (urls.some((url) => /^azure(?:_ai|_text|_ad)?(?:\/|$)/.test(url))) return 'ours';
  if (hosts.includes('ours')) return 'ours';
  const owners = keys.map((key) => keyOwner(key.name ?? ''));
  if ([...urls, ...keyNames, ...keys.map((key) => key.name ?? '')].some(isGateway))
    return 'gateway';
  if (hosts.includes('other')) return 'other';
  if (owners.includes('ours') || urls.some(isEndpointName)) return 'ours';
  if (keys.length > 0 && keys.every((key) => isForeign(key.name))) return 'other';
  return undefined;
}

function isForeign(name: string | undefined): boolean {
  return name !== undefined && (keyOwner(name) === 'other' || /GITHUB_TOKEN|GH_TOKEN/i.test(name));
}

/** The same client is made with Entra in the same function, and a condition chooses. */
function offeredBoth(use: ClientUse, uses: readonly ClientUse[]): boolean {
  if (use.auth !== 'key' && use.auth !== 'implicit') return false;
  return uses.some(
    (other) =>
      other.auth === 'entra' &&
      other.site.scope === use.site.scope &&
      familyOf(other.spec) === familyOf(use.spec) &&
      (other.site.guarded || use.site.guarded),
  );
}

function soften(use: ClientUse, hit: Hit): ClientUse {
  return {
    ...use,
    auth: 'either',
    hit: {
      ...hit,
      soft: true,
      message: hit.message.replace(
        /\.$/,
        '; the same code can use Entra ID. A key that is set wins.',
      ),
    },
  };
}

export function describeKey(key: KeySource | undefined): string {
  const name = printable(key?.name);
  switch (key?.from) {
    case 'environment':
      return name === undefined ? 'the environment' : `the environment variable ${name}`;
    case 'settings':
      return name === undefined ? 'a setting' : `the setting ${name}`;
    case 'literal':
      return 'a literal in the source';
    case 'vault':
      return name === undefined ? 'a secret of a vault' : `the vault secret ${name}`;
    case 'resource':
      return 'the keys of the account, read by code';
    case 'variable':
    case undefined:
      return name === undefined ? 'a value' : `the value ${name}`;
  }
}

/** A name that can be shown: people write the key itself where its name belongs, `os.getenv("3f2a...")`. */
function printable(name: string | undefined): string | undefined {
  if (name === undefined || name.length > 60) return undefined;
  return /^[0-9a-f-]{20,}$|[A-Za-z0-9+/=]{40,}|^[^A-Za-z_]/i.test(name) ? undefined : name;
}

function clientHit(
  site: CallSite,
  spec: ClientSpec,
  keys: readonly KeySource[],
  how: { readonly either: boolean; readonly gateway: boolean },
): Hit {
  const name = clientName(site, spec);
  const from = describeKey(keys[0]);
  const message = how.gateway
    ? `${name} is given a key of an API gateway (${from}); the gateway can take an Entra token too.`
    : how.either
      ? `${name} takes a key (${from}) if there is one, else Entra ID. A key that is set wins.`
      : `${name} is made with a key (${from}).`;
  return sourceHit(site.call.span, message, from, spec.rewrite, how.either || how.gateway);
}

function bothHit(site: CallSite, spec: ClientSpec, keys: readonly KeySource[]): Hit {
  const name = clientName(site, spec);
  const from = describeKey(keys[0]);
  return sourceHit(
    site.call.span,
    `${name} is given a key (${from}) and a token provider; it throws, as the two exclude each other.`,
    from,
    spec.rewrite,
  );
}

function implicitHit(
  site: CallSite,
  spec: ClientSpec,
  implicit: NonNullable<ClientSpec['implicit']>,
): Hit {
  const name = clientName(site, spec);
  return sourceHit(
    site.call.span,
    `${name} is made without a credential, so it reads the key ${implicit.variable} from the environment.`,
    `no credential argument; ${implicit.variable} is read`,
    spec.rewrite,
    implicit.unsure === true,
  );
}

function clientName(site: CallSite, spec: ClientSpec): string {
  if (spec.on) return lastWord(chainRoot(site.call, site)?.path ?? 'The client');
  const path = site.declaredType ?? calleePath(site.call) ?? calleeName(site.call) ?? 'The client';
  const name = lastWord(path);
  // `SpeechConfig.fromSubscription` and `azure.WithAPIKey` say more than their last word.
  return /^(?:[a-z]|From|New|With)/.test(name) ? path.split('.').slice(-2).join('.') : name;
}

/** Clients that call the same service in the same way, so that one can stand in for another. */
function familyOf(spec: ClientSpec): string {
  return /openai|langchain|llama|semantic|litellm|ai-sdk/.test(spec.rewrite)
    ? 'openai'
    : spec.rewrite;
}

/** A failing `source-uses-entra`. */
export function sourceHit(
  span: Span,
  message: string,
  seen: string,
  rewriteName: RewriteName,
  soft = false,
  also: readonly Span[] = [],
): Hit {
  return {
    rule: 'source-uses-entra',
    status: 'fail',
    ...(soft ? { soft } : {}),
    line: span.line,
    column: span.column,
    lines: [span, ...also].map(({ line, endLine }) => [line, endLine] as const),
    message,
    expected: 'a token credential or token provider of Entra ID',
    seen,
    why: WHY_KEYS,
    fix: rewrite(rewriteName),
  };
}
