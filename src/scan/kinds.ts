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
  azcli: 'shell',
  ps1: 'powershell',
  psm1: 'powershell',
  http: 'http',
  rest: 'http',
  properties: 'properties',
  yml: 'yaml',
  yaml: 'yaml',
  json: 'json',
  jsonc: 'json',
  bicep: 'bicep',
  tf: 'terraform',
};

/** `undefined`: the scan does not look at such files. Parameter files are read with the template beside them. */
export function kindOf(path: string): Kind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/^(?:package-lock|npm-shrinkwrap|composer\.lock|tsconfig.*|package)\.json$/.test(name))
    return undefined;
  if (/^(?:pnpm-lock|yarn)\.ya?ml$/.test(name)) return undefined;
  if (
    /(?:^|[._-])env(?:$|[._-])/.test(name) &&
    !/\.(?:[cm]?[jt]sx?|py|cs|java|go|sh|ya?ml|json|md|bicep|tf|ps1|html|css|txt\.md|d\.ts|toml|rb|php|rs|kt|dll|exe|xml)$/.test(
      name,
    )
  )
    return 'env';
  return BY_EXTENSION[name.slice(name.lastIndexOf('.') + 1)];
}

/** The path says that the file is a test; what a literal there holds is made up. */
export function isTest(path: string): boolean {
  return TEST_FOLDER.test(path) || TEST_FILE.test(path);
}

const TEST_FOLDER =
  /(?:^|\/)(?:[Tt]ests?|__tests__|__mocks__|mocks?|fixtures|testdata|[Ee]2[Ee]|[Ss]pecs?|testing|[\w.-]+[._-][Tt]ests?|[\w.-]*[a-z0-9]Tests?|tests?[._-][\w.-]+)\//;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*\.py|[^/]*_test\.(?:py|go)|conftest\.py|[^/]*\.(?:test|spec|e2e)\.[cm]?[jt]sx?|[^/]*[a-z0-9](?:Unit|Integration)?Tests?\.(?:cs|java)|[^/]*[a-z0-9]IT\.java)$/;

/**
 * A word that any finding of the kind needs. Most files have none, and are done without being parsed: this is
 * what makes a large repository cheap.
 */
const CODE =
  /azure|aoai|cognitive|foundry|api-key|ocp-apim|speech\w{0,20}config|(?:speech|vision|language|translator|intelligence|safety|recognizer|understanding|analytics|face)_?(?:api_?|subscription_?)?key/i;
const CODE_KEY =
  /api[-_]?key|_key|key_?credential|Key(?:["'\])},;]|\s*=|\s*:)|subscription[-_]?key|fromsubscription|speech\w{0,20}config|services_?credentials|azure\w{0,20}open_?ai|open_?ai\w{0,20}azure|Azure(?:Chat|Text|Audio|Realtime)\w{0,30}\(|inference_credential|ai-sdk|APITypeAzure|\.authenticate\(|FromEndpoint/i;
const SETTINGS =
  /azure|aoai|openai|cognitive|foundry|api-key|ocp-apim|speech|vision|language|translator|intelligence|safety|recognizer|ai_?services/i;
const SETTINGS_KEY =
  /api[-_]?key|_key|key["']?\s*[:=]|inference_credential|creds|keys? list|servicesaccountkey/i;
const JSON_WORDS = /CognitiveServices|MachineLearningServices|openai|"Key"|Api_?Key|_KEY|azure_ai/i;
const ACCOUNT =
  /cognitive|open_?ai|foundry|ai-?services|local_?auth|list(?:Admin)?Keys|connections@|authType|(?:allow|disable|enable)\w{0,30}(?:key|auth)|subdomain/i;

export function mayMatter(kind: Kind, text: string): boolean {
  switch (kind) {
    case 'notebook':
      return CODE.test(text) && (CODE_KEY.test(text) || SETTINGS_KEY.test(text));
    case 'python':
    case 'typescript':
    case 'tsx':
    case 'csharp':
    case 'java':
    case 'go':
      return CODE.test(text) && CODE_KEY.test(text);
    case 'shell':
    case 'powershell':
    case 'http':
      return SETTINGS_KEY.test(text) && CODE.test(text);
    case 'env':
    case 'properties':
    case 'yaml':
      return SETTINGS_KEY.test(text) && SETTINGS.test(text);
    case 'json':
      return JSON_WORDS.test(text);
    case 'bicep':
    case 'terraform':
      return ACCOUNT.test(text);
  }
}
