import type { Hit } from '../hit.ts';
import {
  hostOwner,
  isAzureGateway,
  isEndpointName,
  isGateway,
  isOpenAiRoute,
  keyOwner,
} from '../vocabulary.ts';
import { argumentsOf, type Found } from './arguments.ts';
import { bothHit, clientHit, implicitHit, type ClientUse } from './client-hits.ts';
import { judgeStranger } from './judge-strangers.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import { chainRoot } from './chain.ts';
import { ANY_MODULE, type ClientSpec, type Selector } from './clients.ts';
import { calleeName, calleePath } from './expression.ts';
import { originOf, unnamed, type CallSite, type Program } from './program.ts';
import { readName } from './read-name.ts';
import type { KeySource, Source, Tracer } from './trace.ts';

/** Judges every call that makes a client of the catalogue. */
export function judgeClients(
  program: Program,
  tracer: Tracer,
  catalogue: readonly ClientSpec[],
  file: FileContext,
): readonly ClientUse[] {
  const uses = program.calls.flatMap((site): ClientUse | readonly ClientUse[] => {
    const spec = specOf(site, program, catalogue);
    const known = spec && judgeClient(site, spec, program, tracer, file);
    if (known && (known.auth !== 'none' || known.spec.module !== ANY_MODULE)) return [known];
    return judgeStranger(site, program, tracer, catalogue, file) ?? known ?? [];
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
        .filter((found) => tracer.peek(found.value, found.place).some(isWrapped))
        .flatMap(traceOf)
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
  const host = whoseHost(urls, keys, keyNames, spec);
  const azure = keys.some((key) => key.wrapped?.startsWith('Azure'));
  const judged =
    host !== 'other' && (!spec.onlyAzure || azure || host === 'ours' || host === 'gateway');
  if (keys.length > 0) {
    if (!judged) return { site, spec, auth: 'none', names: [] };
    const either =
      entraGiven ||
      sources.some((source) => source.kind === 'entra') ||
      // Without a key the client reads a token there, if it does not find a key of its own.
      (sources.some((source) => source.kind === 'nothing') && mentionsToken(program)) ||
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
  if (
    spec.implicit &&
    !given &&
    !file.test &&
    args.complete &&
    isAsked(urls, spec) &&
    !mentionsToken(program) &&
    !putsToken(spec.implicit.variable, program, tracer)
  )
    return { site, spec, auth: 'implicit', names: [], hit: implicitHit(site, spec, spec.implicit) };
  return { site, spec, auth: 'none', names: [] };
}

function isWrapped(source: Source): boolean {
  return source.kind === 'key' && source.wrapped !== undefined;
}

function hasAny(args: ReturnType<typeof argumentsOf>, spec: ClientSpec): boolean {
  const { key = [], credential = [], entra = [], implicit } = spec;
  return [...key, ...credential, ...entra, ...(implicit?.unless ?? [])].some(
    (selector) => args.find(selector).length > 0,
  );
}

/** A client that is not of Azure alone reads the key of whatever host it calls. */
function isAsked(urls: readonly string[], { implicit, onlyAzure }: ClientSpec): boolean {
  const { where } = implicit ?? {};
  if (where) return urls.some((url) => where.test(url));
  return !onlyAzure || urls.some((url) => hostOwner(url) === 'ours' || isEndpointName(url));
}

/** `os.environ["OPENAI_API_KEY"] = token.token`. */
function putsToken(variable: string, program: Program, tracer: Tracer): boolean {
  return program.writes.some(
    ({ target, value, scope, at }) =>
      readName(target) === variable &&
      tracer.peek(value, { scope, at }).some(({ kind }) => kind === 'entra'),
  );
}

/** `AZURE_OPENAI_AD_TOKEN` in the environment wins over the key. */
function mentionsToken(program: Program): boolean {
  return program.texts().some((text) => text.includes('AZURE_OPENAI_AD_TOKEN'));
}

/** Whose host is called, as far as the arguments show; the name of the key helps where they do not. */
function whoseHost(
  urls: readonly string[],
  keys: readonly KeySource[],
  keyNames: readonly string[],
  spec: ClientSpec,
): 'ours' | 'gateway' | 'other' | undefined {
  const hosts = urls.map(hostOwner);
  if (urls.some((url) => /^azure(?:_ai|_text|_ad|_openai)?(?:[/:]|$)/.test(url))) return 'ours';
  if (hosts.includes('ours')) return 'ours';
  const owners = keys.map((key) => keyOwner(key.name ?? ''));
  const names = [...urls, ...keyNames, ...keys.map((key) => key.name ?? '')];
  if (names.some(spec.onlyAzure ? isAzureGateway : isGateway)) return 'gateway';
  // A name of our endpoint says what is called where no address for development stands in for it.
  if (hosts.includes('other') && !urls.some(isEndpointName)) return 'other';
  if (spec.onlyFoundry || owners.includes('ours') || urls.some(isEndpointName)) return 'ours';
  if (keys.length > 0 && keys.every((key) => isForeign(key.name))) return 'other';
  return urls.some(isOpenAiRoute) ? 'ours' : undefined;
}

function isForeign(name: string | undefined): boolean {
  if (name === undefined || /azure_?openai|aoai/i.test(name)) return false;
  return keyOwner(name) === 'other' || /GITHUB_TOKEN|GH_TOKEN/i.test(name);
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

/** Clients that call the same service in the same way, so that one can stand in for another. */
function familyOf(spec: ClientSpec): string {
  return /openai|langchain|llama|semantic|litellm|ai-sdk/.test(spec.rewrite)
    ? 'openai'
    : spec.rewrite;
}
