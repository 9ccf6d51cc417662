import type { Hit } from '../hit.ts';
import type { RewriteName } from '../rewrites.ts';
import { hostOwner, isEndpointName, keyOwner } from '../vocabulary.ts';
import type { ClientSpec } from './clients.ts';
import { calleeName, calleePath, everyExpr, keyOf, type Call, type Expr } from './expression.ts';
import { judgeHeaders } from './judge-headers.ts';
import type { ClientUse } from './client-hits.ts';
import { judgeClients } from './judge-clients.ts';
import { judgeSkillsets } from './judge-skillsets.ts';
import { sourceHit } from './source-hit.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import type { Program } from './program.ts';
import { KEY_LISTING, keyWrapper } from './makers.ts';
import { readName, settingName } from './read-name.ts';
import { Tracer } from './trace.ts';

/** What differs between the languages once a file is a `Program`. */
export interface Dialect {
  readonly clients: readonly ClientSpec[];
  readonly http: RewriteName;
  readonly sdk: RewriteName;
  /** Modules whose key credentials are for another service. */
  readonly otherServices: RegExp;
  /** Modules of Azure AI. */
  readonly ourServices: RegExp;
  /** Judges what only this language has. */
  readonly extra?: (program: Program, tracer: Tracer, file: FileContext) => readonly Hit[];
}

/** All findings of one program, first in the text first; one per client, however its key got there. */
export function judgeProgram(
  program: Program,
  dialect: Dialect,
  file: FileContext,
): readonly Hit[] {
  const tracer = new Tracer(program);
  const uses = judgeClients(program, tracer, dialect.clients, file);
  const clients = uses.flatMap((use) => (use.hit ? [use.hit] : []));
  const extra = dialect.extra?.(program, tracer, file) ?? [];
  const settings = judgeSettings(program, tracer, dialect, file);
  const headers = judgeHeaders(program, tracer, file, dialect.http);
  const credentials = judgeCredentials(program, tracer, dialect, uses, file);
  const found = [
    ...clients,
    ...extra,
    ...settings,
    ...judgeSkillsets(program, tracer, file),
    ...headers,
    ...credentials,
    ...judgeListings(program),
  ];
  const reads = judgeReads(program, tracer, uses, found.length > 0, file);
  return withoutParts([...found, ...reads]);
}

/** A header or setting inside of a client's own arguments is that client's finding. */
function withoutParts(hits: readonly Hit[]): readonly Hit[] {
  return hits.filter(
    (hit, index) =>
      !hits.some(
        (whole, other) =>
          other < index &&
          whole.lines.some(([first, last]) => first <= hit.line && hit.line <= last),
      ),
  );
}

const MANAGEMENT =
  /^azure\.mgmt\.cognitiveservices|^@azure\/arm-cognitiveservices|^Azure\.ResourceManager\.CognitiveServices|^com\.azure\.resourcemanager\.cognitiveservices|\/armcognitiveservices$/;

/** Code that asks Azure for the keys of an account, as `az cognitiveservices account keys list` does. */
function judgeListings(program: Program): readonly Hit[] {
  if (!program.modules.some((module) => MANAGEMENT.test(module))) return [];
  return program.calls.flatMap(({ call }) => {
    if (!KEY_LISTING.test(calleeName(call) ?? '')) return [];
    if (/storage|search|cosmos|batch|redis|maps|event/i.test(calleePath(call) ?? '')) return [];
    const message = 'The code reads the keys of the account.';
    return [sourceHit(call.span, message, 'account keys', 'key-read')];
  });
}

/** Key credentials that go to no client seen here: of which service are they? */
function judgeCredentials(
  program: Program,
  tracer: Tracer,
  dialect: Dialect,
  uses: readonly ClientUse[],
  file: FileContext,
): readonly Hit[] {
  const reported = new Set(uses.flatMap((use) => use.names));
  return program.calls.flatMap(({ call, scope, at }) => {
    if (keyWrapper(call, program, { scope, at }) === undefined || tracer.seen.has(call)) return [];
    const keys = keySources(tracer.trace(call, { scope, at }), { key: [0] }, file);
    if (keys.length === 0 || passedToOthers(call, program, dialect)) return [];
    const owners = keys.map((key) => keyOwner(key.name ?? ''));
    if (owners.includes('other') || keys.some((key) => /GITHUB_TOKEN/i.test(key.name ?? '')))
      return [];
    const onlyOurs =
      program.modules.some((module) => dialect.ourServices.test(module)) &&
      !program.modules.some((module) => dialect.otherServices.test(module));
    if (!owners.includes('ours') && !onlyOurs) return [];
    const from = describeKey(keys[0]);
    if (reported.has(from)) return [];
    const name = calleePath(call) ?? calleeName(call) ?? 'A key credential';
    const choice = isOneOfSeveral(call, program);
    return [
      sourceHit(
        call.span,
        choice
          ? `${name} makes a credential of a key (${from}) in one case; in the other the code can use Entra ID.`
          : `${name} makes a credential of a key (${from}).`,
        from,
        dialect.sdk,
        choice,
      ),
    ];
  });
}

/** `AzureKeyCredential(key) if key else credential`. */
function isOneOfSeveral(call: Call, program: Program): boolean {
  return program.uses.some(({ value }) =>
    everyExpr(value).some(
      (expr) =>
        expr.kind === 'choice' &&
        expr.options.length > 1 &&
        expr.options.some((option) => option === call),
    ),
  );
}

/** The call whose argument this credential is, when it is a client of another service. */
function passedToOthers(credential: Call, program: Program, dialect: Dialect): boolean {
  return program.calls.some(
    ({ call }) =>
      call !== credential &&
      call.args.some((arg) => arg.value === credential) &&
      (/Search|Maps|EventGrid|Cosmos|Communication|WebPubSub|Index|Render|Route/i.test(
        calleePath(call) ?? calleeName(call) ?? '',
      ) ||
        dialect.otherServices.test(
          program.imports.get((calleePath(call) ?? '').split('.')[0] ?? '')?.module ?? '',
        )),
  );
}

/**
 * Settings in a dictionary that name Azure and a key together: `{"api_type": "azure", "api_key": k}`,
 * `{"azure_endpoint": e, "api_key": k}`, LiteLLM's `{"model": "azure/gpt", "api_key": k}`.
 */
function judgeSettings(
  program: Program,
  tracer: Tracer,
  dialect: Dialect,
  file: FileContext,
): readonly Hit[] {
  return program.objects.flatMap(({ object, scope, at }) => {
    const place = { scope, at };
    const byKey = new Map(
      object.entries.flatMap((entry) => {
        const key = keyOf(entry);
        return key === undefined ? [] : [[key, entry] as const];
      }),
    );
    const entry = ['api_key', 'apiKey', 'azure_openai_api_key', 'azureOpenAIApiKey'].flatMap(
      (name) => byKey.get(name) ?? [],
    )[0];
    if (!entry || tracer.seen.has(entry.value)) return [];
    const keys = keySources(tracer.trace(entry.value, place), { key: [0] }, file);
    if (keys.length === 0 || keys.every((key) => keyOwner(key.name ?? '') === 'other')) return [];
    if (
      ![
        'api_type',
        'apiType',
        'model',
        'base_url',
        'baseURL',
        'api_base',
        'azure_endpoint',
        'azureEndpoint',
        'endpoint',
        'azure_deployment',
        'resourceUri',
        'resourceUrl',
      ].some((name) => speaksOfAzure(name, byKey.get(name)?.value, tracer, place))
    )
      return [];
    if ([...byKey.keys()].some((key) => /azure_?ad_?token/i.test(key))) return [];
    const from = describeKey(keys[0]);
    return [
      sourceHit(
        entry.key.span,
        `Settings for Azure OpenAI hold a key (${from}).`,
        from,
        dialect.sdk,
      ),
    ];
  });
}

function speaksOfAzure(
  name: string,
  value: Expr | undefined,
  tracer: Tracer,
  place: { readonly scope: Program['file']; readonly at: number },
): boolean {
  if (!value) return false;
  const texts = tracer.texts(value, place);
  if (name === 'azure_endpoint' || name === 'azure_deployment' || name === 'azureEndpoint')
    return !texts.some((text) => hostOwner(text) === 'other');
  return texts.some(
    (text) =>
      (name !== 'endpoint' && /^azure(?:_ai)?(?:\/|$)/.test(text)) ||
      hostOwner(text) === 'ours' ||
      (name !== 'model' && isEndpointName(text)),
  );
}

const LOOKS_ON =
  /^(?:print|log|info|debug|warn|warning|error|assert|bool|len|setenv|delenv|pop|unset|has|contains|skipif|isNullOrEmpty|IsNullOrEmpty|IsNullOrWhiteSpace|isEmpty|isBlank|WriteLine|Println|Printf|Fatal|Fatalf|unsetenv|Unsetenv|expect|patch|IsSet|Assert\w*|assert\w*)$/;

/**
 * Keys that are read, or put into the environment, and reach no client in this file. One finding per name:
 * the client is elsewhere, and the key is what ties it to key-based authentication.
 */
function judgeReads(
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
