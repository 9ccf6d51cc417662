import type { Hit } from '../hit.ts';
import type { RewriteName } from '../rewrites.ts';
import { keyOwner } from '../vocabulary.ts';
import type { ClientSpec } from './clients.ts';
import { calleeName, calleePath, everyExpr, type Call } from './expression.ts';
import { judgeHeaders } from './judge-headers.ts';
import type { ClientUse } from './client-hits.ts';
import { judgeClients } from './judge-clients.ts';
import { judgeReads } from './judge-reads.ts';
import { judgeSettings } from './judge-settings.ts';
import { judgeSkillsets } from './judge-skillsets.ts';
import { sourceHit } from './source-hit.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import type { Program } from './program.ts';
import { KEY_LISTING, keyWrapper } from './makers.ts';
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
  const settings = judgeSettings(program, tracer, file, dialect.sdk);
  // Settings can repeat their key as a header, for a host that reads it there.
  const headers = judgeHeaders(program, tracer, file, dialect.http).filter(
    ({ line }) =>
      !settings.some(({ object: { span } }) => span.line <= line && line <= span.endLine),
  );
  const credentials = judgeCredentials(program, tracer, dialect, uses, file);
  const found = [
    ...clients,
    ...extra,
    ...settings.map(({ hit }) => hit),
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
