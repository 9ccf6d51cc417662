/**
 * The words by which keys and endpoints are known. Names of environment variables, settings and secrets come
 * in every notation (`AZURE_OPENAI_API_KEY`, `AzureOpenAI:ApiKey`, `azureOpenAiKey`); all are brought to one.
 */

/** `AzureOpenAI:ApiKey` as `AZURE_OPEN_AI_API_KEY`. */
export function upperSnake(name: string): string {
  return name
    .replace(/OpenAI/g, 'Openai')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toUpperCase();
}

const KEY_ENDING =
  /(?:^|_|API|SUBSCRIPTION|ACCESS|OPENAI|AOAI)KEY(?:_?\d{1,2}|_?(?:PRIMARY|SECONDARY|TEST|DEV|PROD|STAGING|[A-Z]{2,8}US\d?|[A-Z0-9]{1,12}))?$/;
/** Names that speak of a key without holding one. */
const ABOUT_A_KEY =
  /KEY_?(?:VAULT|NAME|FILE|PATH|URI|URL|HEADER|ID|TYPE|REF|ENV|VAR|SECRET_NAME|SECRET|ERROR|REQUIRED|MISSING|ENABLED|AUTH)\w*$|_NAME$|VAULT_NAME$/;

/** Longer texts are no names, and searching them costs. */
const MAX_NAME = 200;

const SERVICES =
  'SPEECH|VISION|COMPUTER_?VISION|LANGUAGE|TEXT_?ANALYTICS|TRANSLATOR|TEXT_?TRANSLATION|DOCUMENT_?INTELLIGENCE|DOC_?INTEL(?:LIGENCE)?|DOCUMENTINTELLIGENCE|FORM_?RECOGNIZER|CONTENT_?SAFETY|CONTENT_?UNDERSTANDING|CONTENT_?MODERATOR|FACE|FACE_?API|LUIS|QNA_?MAKER|CUSTOM_?VISION|ANOMALY_?DETECTOR|IMMERSIVE_?READER|INK_?RECOGNIZER|VOICE_?LIVE';

const OURS: readonly RegExp[] = [
  /(?:^|_)(?:AZURE_?OPEN_?AI|AZ_?OPEN_?AI|AOAI|OPEN_?AI_?AZURE|OPEN_?AI_RESOURCE)/,
  /(?:^|_)AZURE_?AI(?:_|$|SERVICES?|FOUNDRY|INFERENCE)/,
  /(?:^|_)AZURE_INFERENCE(?:_|$)/,
  /(?:^|_)(?:MICROSOFT_|AZURE_|AI_)?(?:AI_?)?FOUNDRY(?:_|$)/,
  /(?:^|_)COG(?:NITIVE)?_?(?:SERVICES?|SVCS?)(?:_|$)|(?:^|_)AZURE_COGS?(?:_|$)/,
  /(?:^|_)AI_?SERVICES?(?:_|$)/,
  new RegExp(`(?:^|_)(?:AZURE|COGNITIVE)_?(?:AI_)?(?:${SERVICES})(?:_|$)`),
  new RegExp(
    `^(?:AI_)?(?:${SERVICES})_?(?:SERVICES?_?|RESOURCE_?|API_?|SUBSCRIPTION_?)*KEY(?:_?\\d)?$`,
  ),
  /^TRANSLATE_SUBSCRIPTION_KEY/,
];
const OTHERS =
  /SEARCH|COSMOS|(?:^|_)MAPS?(?:_|$)|STORAGE|BLOB|EVENT_?(?:GRID|HUB)|SERVICE_?BUS|REDIS|INSTRUMENTATION|INSIGHTS|GITHUB|BING|SIGNALR|COMMUNICATION|PUBSUB|DEVOPS|APIM|API_?MANAGEMENT|GATEWAY|POSTGRES|SQL|MONGO|FUNCTIONS?_|ANTHROPIC_API|VERTEX|GOOGLE|GCP|(?:^|_)AWS|SERVICE_ACCOUNT|WEB_?APP|STABILITY|FOUNDRY_?LOCAL|LOCAL_?FOUNDRY|NON_?AZURE|COHERE_API|MISTRAL_API|GROQ/;
/** Where a key is kept or used says nothing against a service named after it: `Function:AzureOpenAIApiKey`. */
const PLACE = /^.*(?:SEARCH|FUNCTIONS?|WEB_?APP)(?=_)/;

/**
 * Whose key a name stands for. `ours`: a key of a Cognitive Services account; `other`: a key of another
 * service; `unclear`: a key, and the name does not say of what; `undefined`: no key.
 */
export function keyOwner(name: string): KeyOwner {
  const known = owners.get(name);
  if (known !== undefined || owners.has(name)) return known;
  const owner = ownerOf(name);
  // The same names come again and again; a file of nothing but names must not fill the memory.
  if (owners.size < 20_000) owners.set(name, owner);
  return owner;
}

type KeyOwner = 'ours' | 'other' | 'unclear' | undefined;
const owners = new Map<string, KeyOwner>();

function ownerOf(name: string): KeyOwner {
  if (name.length > MAX_NAME) return undefined;
  const snake = upperSnake(name);
  const credential = /(?:^|_)INFERENCE_CREDENTIAL$/.test(snake);
  if (!credential && (!KEY_ENDING.test(snake) || ABOUT_A_KEY.test(snake))) return undefined;
  if (!OTHERS.test(snake)) return isNamedOurs(snake) ? 'ours' : 'unclear';
  const service = snake.replace(PLACE, '');
  return isNamedOurs(service) && !OTHERS.test(service) ? 'ours' : 'other';
}

function isNamedOurs(snake: string): boolean {
  return OURS.some((pattern) => pattern.test(snake));
}

/** Names that hold an Entra token and no key. */
export function isTokenName(name: string): boolean {
  if (name.length > MAX_NAME) return false;
  return /(?:^|_)(?:AD|AAD|ENTRA|BEARER|ACCESS|ID)_?TOKEN|TOKEN_?(?:PROVIDER|CREDENTIAL|SUPPLIER)|(?:^|_)TOKEN$/.test(
    upperSnake(name),
  );
}

/** Names that hold the address of a Cognitive Services account. */
export function isEndpointName(name: string): boolean {
  if (name.length > MAX_NAME) return false;
  const snake = upperSnake(name);
  return (
    /ENDPOINT|(?:BASE|_)_?URL$|API_?BASE|RESOURCE|HOST$/.test(snake) &&
    !OTHERS.test(snake) &&
    (isNamedOurs(snake) || /^AZURE_API_BASE$/.test(snake))
  );
}

const OUR_HOSTS =
  /\.openai\.azure\.(?:com|us|cn)|\.services\.ai\.azure\.(?:com|us|cn)|cognitiveservices\.azure\.(?:com|us|cn)|api\.cognitive\.(?:microsoft|azure)\.(?:com|us|cn)|microsofttranslator\.(?:com|us)|\.(?:tts|stt|s2s)\.speech\.(?:microsoft|azure)\.(?:com|us|cn)|\.cognitiveservices\.azure|\.openai\.azure\./i;
const OTHER_HOSTS =
  /models\.inference\.ai\.azure\.com|models\.github\.ai|\.azure-api\.net|api\.openai\.com|\.search\.windows\.net|api\.bing\.microsoft\.com|api\.cognitive\.microsoft\.com\/bing|atlas\.microsoft\.com|eventgrid\.azure\.net|\.documents\.azure\.com|\.inference\.ml\.azure\.com|api\.groq\.com|api\.mistral\.ai|openrouter\.ai|localhost|127\.0\.0\.1|0\.0\.0\.0|generativelanguage\.googleapis/i;

/** Whose address a text holds, if it holds one. */
export function hostOwner(text: string): 'ours' | 'other' | undefined {
  if (OTHER_HOSTS.test(text)) return 'other';
  return OUR_HOSTS.test(text) ? 'ours' : undefined;
}

/** A header that carries the key of an account. */
export function isKeyHeader(name: string): boolean {
  return /^(?:api-key|ocp-apim-subscription-key)$/i.test(name);
}

/** The path of a request to Azure OpenAI; that of api.openai.com starts with `/v1`. */
export function isOpenAiRoute(text: string): boolean {
  return /(?:^|[/}])openai\/(?:deployments|v1)\b/.test(text);
}

/** An API Management gateway has subscription keys of its own; turning off the account's keys leaves them. */
export function isGateway(text: string): boolean {
  return /\.azure-api\.net|(?<!ocp[-_]?)apim(?![a-z])|gateway/i.test(text);
}

/** A gateway of Azure, and not of a language model vendor or of a cloud. */
export function isAzureGateway(text: string): boolean {
  return /\.azure-api\.net|(?<!ocp[-_]?)apim(?![a-z])/i.test(text);
}

/** A text that stands where a key must stand and is none: `unused`, `not-needed`. */
export function isUnused(text: string): boolean {
  return (
    text.trim() === '' ||
    /^(?:fake|dummy|mock)[-_ ][\w -]{1,60}$/i.test(text.trim()) ||
    /^(?:not?[-_ ]?(?:needed|used|required|set|applicable|key|api[-_ ]?key)|un(?:used|needed)|none|null|nil|n\/?a|ignored?|empty|placeholder|dummy|fake|mock(?:ed)?|noop|no-op|entra(?:[-_ ]?id)?|aad|azure[-_]?ad|managed[-_ ]?identity|keyless)(?:[-_ ]?(?:api[-_ ]?)?(?:key|token|value|secret|needed|used))?$/i.test(
      text.trim(),
    )
  );
}

/** Literals of tests: `test-key`, `fakekey`, `abc123`. Real keys have 32 or 84 characters. */
export function isMadeUp(text: string): boolean {
  return !/^[0-9a-f]{32}$|^[A-Za-z0-9]{80,90}$/.test(text.trim());
}
