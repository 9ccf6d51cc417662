import { calleeName, calleePath, type Call } from './expression.ts';
import { unnamed, type Program } from './program.ts';
import type { Place } from './place.ts';

/** Makes a token, a token provider or a token credential. */
export const ENTRA_MAKER =
  /^(?:new_?|create_?|get_?|build_?)?(?!.*(?:Key|Sas|Basic|Signature|Shared))\w*(?:Credential|CredentialBuilder|Credentials)$|bearer_?token_?(?:provider|supplier|policy)|^get_?(?:access_?)?token(?:_?async)?$|^GetToken(?:Async)?$|token_?(?:provider|supplier|credential)s?$|ad_?token/i;
const KEY_WRAPPER =
  /^(?:New)?(?:Azure|Api|AzureApi|AzureNamed)?KeyCredential$|^ApiKeyServiceClientCredentials$|^CognitiveServicesCredentials$|^ApiKeyCredentials?$|^AzureApiKeyCredential$/;
/** Hands on what it is given: what goes in is what comes out. */
export const TRANSPARENT =
  /^(?:str|SecretStr|String|string|trim|strip|rstrip|lstrip|toString|ToString|requireNonNull|valueOf|from_token|resolve_value|get_secret_value|getSecretValue|Secret|cast|orElse|orElseThrow|unwrap|expect|encode|decode|Uri|URL|URI|create|Of|of|ThrowIfNull|GetAwaiter|GetResult|Parse|format|replace|join|rstrip|TrimEnd|replaceAll|Build|build|String\.valueOf|as_str|first|lambda)$/;
export const VAULT_READ = /^(?:get_?secret(?:_?async)?|access_?secret_?version)$/i;
/** Asks Azure for the keys of an account. */
export const KEY_LISTING = /^(?:list_?keys|begin_?list_?keys|get_?keys)(?:_?async)?$/i;
export const PROMPT = /^(?:getpass|input|prompt|ReadLine|text_input|AskForInput)$/;

/** `AzureKeyCredential(key)`, `AzureApiKeyCredential.create(key)`: makes a credential of a key. */
export function keyWrapper(call: Call, program: Program, { scope, at }: Place): string | undefined {
  const written = calleePath(call) ?? calleeName(call) ?? '';
  const words = unnamed(written, program, scope, at).split('.');
  const [head = ''] = words;
  words[0] = program.imports.get(head)?.name ?? head;
  const maker = /^(?:create|Create|of|Of|from|From)$/.test(words.at(-1) ?? '');
  const name = (maker ? words.at(-2) : words.at(-1)) ?? '';
  return KEY_WRAPPER.test(name) ? name : undefined;
}
