import { keyOwner } from '../vocabulary.ts';
import { argumentsOf, type Arguments } from './arguments.ts';
import { AZURE_OPENAI_ENTRA, type ClientSpec, type Selector } from './clients.ts';
import { calleeName, everyExpr } from './expression.ts';
import { clientHit, type ClientUse } from './client-hits.ts';
import { keySources, type FileContext } from './keys.ts';
import type { CallSite, Program } from './program.ts';
import type { Source, Tracer } from './trace.ts';

const KEY_ARGUMENTS = [
  'api_key',
  'apiKey',
  'openai_api_key',
  'subscription_key',
  'subscriptionKey',
];

const ENTRA_ARGUMENTS = [
  ...AZURE_OPENAI_ENTRA,
  'azureADTokenProvider',
  'tokenProvider',
  'tokenCredential',
];

/** A class that is in no catalogue and is given a key that by its name is ours. */
export function judgeStranger(
  site: CallSite,
  program: Program,
  tracer: Tracer,
  catalogue: readonly ClientSpec[],
  file: FileContext,
): ClientUse | undefined {
  const name = calleeName(site.call) ?? '';
  if (!/^[A-Z]\w*[a-z]/.test(name)) return undefined;
  const spec = catalogue.at(-1);
  if (!spec) return undefined;
  const args = argumentsOf(site, program, tracer);
  const azure = isOfAzure(args);
  if (!azure && /Field|Settings|Config$|Options$/.test(name)) return undefined;
  const traced = (selectors: readonly Selector[]): readonly Source[] =>
    selectors.flatMap((selector) =>
      args.find(selector).flatMap((found) => tracer.trace(found.value, found.place)),
    );
  // The name of such an argument leaves no doubt, so that a value from elsewhere counts too.
  const ours = traced(args.names.filter((argument) => keyOwner(argument) === 'ours'));
  const sources = [...traced(KEY_ARGUMENTS), ...ours];
  const keys = keySources(sources, azure || ours.length > 0 ? { key: [0] } : {}, file);
  const sure = azure
    ? keys.some((key) => keyOwner(key.name ?? '') !== 'other')
    : keys.some(
        (key) =>
          keyOwner(key.name ?? '') === 'ours' &&
          (key.from === 'environment' || key.from === 'settings' || ours.length > 0),
      );
  if (!sure) return undefined;
  const names = keys.flatMap((key) => key.name ?? []);
  const either =
    sources.some((source) => source.kind === 'nothing' || source.kind === 'entra') ||
    traced(ENTRA_ARGUMENTS).some(({ kind }) => kind === 'entra') ||
    (azure && choosesIdentity(site));
  const hit = clientHit(site, spec, keys, { either, gateway: false });
  return { site, spec, auth: either ? 'either' : 'key', names, hit };
}

/** `ModelConfig(model_provider="azure", api_key=k)`: the arguments say whose key it is. */
function isOfAzure(args: Arguments): boolean {
  return ['model_provider', 'provider', 'api_type', 'apiType', 'custom_llm_provider'].some((name) =>
    args
      .find(name)
      .some(
        ({ value }) => value.kind === 'text' && /^azure(?:[_-]?(?:open)?ai)?$/i.test(value.text),
      ),
  );
}

/** `auth_method=AuthMethod.ManagedIdentity if not key else AuthMethod.ApiKey` beside the key. */
function choosesIdentity({ call }: CallSite): boolean {
  return call.args.some(({ value }) =>
    everyExpr(value).some(
      (expr) => expr.kind === 'name' && /managed_?identity|entra|default_?azure/i.test(expr.path),
    ),
  );
}
