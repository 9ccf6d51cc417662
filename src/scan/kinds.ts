/** What a file is to this scan; each kind has one judge. */
export const KINDS = [
  'python',
  'notebook',
  'typescript',
  'tsx',
  'csharp',
  'java',
  'go',
  'shell',
  'powershell',
  'http',
  'env',
  'properties',
  'yaml',
  'json',
  'bicep',
  'terraform',
] as const;
export type Kind = (typeof KINDS)[number];

const BY_EXTENSION: Readonly<Record<string, Kind>> = {
  py: 'python',
  pyw: 'python',
  ipynb: 'notebook',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  js: 'tsx',
  jsx: 'tsx',
  mjs: 'tsx',
  cjs: 'tsx',
  cs: 'csharp',
  csx: 'csharp',
  java: 'java',
  go: 'go',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  ksh: 'shell',
  azcli: 'shell',
  ps1: 'powershell',
  psm1: 'powershell',
  http: 'http',
  rest: 'http',
  properties: 'properties',
  yml: 'yaml',
  yaml: 'yaml',
  prompty: 'yaml',
  json: 'json',
  jsonc: 'json',
  bicep: 'bicep',
  tf: 'terraform',
  tofu: 'terraform',
};

/** `undefined`: the scan does not look at such files. Parameter files are read with the template beside them. */
export function kindOf(path: string): Kind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^(?:package-lock|npm-shrinkwrap|composer\.lock|tsconfig.*|package)\.json$/.test(name))
    return undefined;
  if (/^(?:pnpm-lock|yarn)\.ya?ml$/.test(name)) return undefined;
  if (/\.(?:tf|tofu)\.json$/.test(name)) return 'terraform';
  if (/\.tfvars(?:\.(?!json$)|$)/.test(name)) return 'env';
  const kind = BY_EXTENSION[name.slice(name.lastIndexOf('.') + 1)];
  const env = /(?:^|[._-])env(?:$|[._-])/.test(name) && !OTHER_TEXT.test(name);
  return kind ?? (env ? 'env' : undefined);
}

/** Files whose name may speak of an environment, and that are read by nothing as one. */
const OTHER_TEXT = /\.(?:md|html|css|toml|rb|php|rs|kt|dll|exe|xml|bicepparam)$/;

/** What runs a script whose name does not tell, by its first line without `#!`. */
export function kindOfScript(interpreter: string): Kind | undefined {
  const name =
    /(?:^|[/\s])(bash|dash|ksh|zsh|sh|python|pwsh|node|deno|bun|tsx|ts-node)(?:[\d.]*)(?:\s|$)/.exec(
      interpreter,
    )?.[1];
  switch (name) {
    case undefined:
      return undefined;
    case 'python':
      return 'python';
    case 'pwsh':
      return 'powershell';
    case 'node':
    case 'deno':
    case 'bun':
    case 'tsx':
    case 'ts-node':
      return 'tsx';
    default:
      return 'shell';
  }
}

/** The path says that the file is a test; what a literal there holds is made up. */
export function isTest(path: string): boolean {
  return TEST_FOLDER.test(path) || TEST_FILE.test(path);
}

const TEST_FOLDER =
  /(?:^|\/)(?:[Tt]ests?|__tests__|__mocks__|mocks?|fixtures|testdata|[Ee]2[Ee]|[Ss]pecs?|testing|[\w.-]+[._-][Tt]ests?|[\w.-]*[a-z0-9]Tests?|tests?[._-][\w.-]+)\//;
const TEST_FILE =
  /(?:^|\/)(?:\.env\.tests?|test_[^/]*\.py|[^/]*_test\.(?:py|go)|conftest\.py|[^/]*\.(?:test|spec|e2e)\.[cm]?[jt]sx?|[^/]*[a-z0-9](?:Unit|Integration)?Tests?\.(?:cs|java)|[^/]*[a-z0-9]IT\.java)$/;

/**
 * Words of which any finding of the kind needs one from each list. Most files have none, and are done without being
 * parsed: this is what makes a large repository cheap. A list may name too much, and never too little.
 */
const SERVICE =
  /azure|aoai|az_?open_?ai|open_?ai(?:_?(?:azure|resource)|\/(?:v1|deployments))|cognitive|cog_?(?:svc|services)|foundry|ai[^a-z\d]?services|api-key|ocp-apim|speech\w{0,20}config|microsofttranslator|speech\.microsoft|issuetoken|(?:speech|vision|language|translat(?:or|ion)|intel(?:ligence)?|safety|recognizer|understanding|moderator|analytics|face|luis|maker|detector|reader|voice_?live)\W?\w{0,24}key/i;
/** Clients that take a key without saying so, or read it from the environment. */
const KEY =
  /key|credential|fromsubscription|speech\w{0,20}config|azure\w{0,20}open_?ai|open_?ai\w{0,20}azure|Azure(?:Chat|Text|Audio|Realtime|Config)\w{0,30}\(|AzureAI|createAzure|ai-sdk|APITypeAzure|\.authenticate\(|FromEndpoint|issuetoken|openai\.azure|services\.ai\.azure|AnthropicFoundry/i;
const SCRIPT_SERVICE = /\bml\s+connection\b/i;
/** In files of settings the words of one name may stand on several lines. */
const SETTING_SERVICE =
  /azure|aoai|open_?ai|cognitive|cog_?(?:svc|services)|foundry|api-key|ocp-apim|speech|vision|language|translat|doc(?:ument)?_?intel|safety|recognizer|understanding|moderator|analytics|face|luis|qna|detector|reader|ai[^a-z\d]?services/i;
const SETTING_KEY = /key|credential|creds|issuetoken/i;
const ARM_TYPES = /CognitiveServices|MachineLearningServices/i;
const ACCOUNT =
  /cognitive|open_?ai|foundry|ai-?services|local_?auth|list(?:Admin)?Keys|connections@|authType|(?:allow|disable|enable)\w{0,30}(?:key|auth)|subdomain/i;

/** A call of a module of the repository, whose name may say nothing, and which may be given what decides. */
const LOCAL_MODULE = /^[ \t]*(?:source[ \t]*=[ \t]*"\.|module[ \t]+\w+[ \t]+'[^'\n]+\.bicep')/m;

export function mayMatter(kind: Kind, text: string): boolean {
  switch (kind) {
    case 'python':
    case 'notebook':
    case 'typescript':
    case 'tsx':
    case 'csharp':
    case 'java':
    case 'go':
      return SERVICE.test(text) && KEY.test(text);
    case 'shell':
    case 'powershell':
    case 'http':
      return SETTING_KEY.test(text) && (SERVICE.test(text) || SCRIPT_SERVICE.test(text));
    case 'env':
    case 'properties':
    case 'yaml':
      return SETTING_KEY.test(text) && SETTING_SERVICE.test(text);
    case 'json':
      return ARM_TYPES.test(text) || (SETTING_KEY.test(text) && SETTING_SERVICE.test(text));
    case 'bicep':
    case 'terraform':
      return ACCOUNT.test(text) || LOCAL_MODULE.test(text);
  }
}
