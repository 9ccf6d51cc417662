/** Resources (audiences) that this directory knows, so that tokens for them can be had. */
const KNOWN = [
  'https://management.azure.com',
  'https://management.core.windows.net',
  'https://management.usgovcloudapi.net',
  'https://management.core.usgovcloudapi.net',
  'https://management.chinacloudapi.cn',
  'https://management.core.chinacloudapi.cn',
  'https://cognitiveservices.azure.com',
  'https://cognitiveservices.azure.us',
  'https://cognitiveservices.azure.cn',
  'https://ai.azure.com',
  'https://ai.azure.us',
  'https://ai.azure.cn',
  'https://ml.azure.com',
  'https://graph.microsoft.com',
];

/** Audiences that Azure Resource Manager accepts: its own address and the public cloud's names. */
export function armAudiences(armUrl: string): readonly string[] {
  return [armUrl, ...KNOWN.slice(0, 6)].flatMap((audience) => [audience, `${audience}/`]);
}

export function isKnownResource(resource: string, armUrl: string): boolean {
  return [...KNOWN, armUrl].includes(resource.replace(/\/+$/, ''));
}

/** `{resource}/.default` to the audience of the token; the form with a slash at the end is kept. */
export function resourceOf(scope: string): string | undefined {
  return scope.endsWith('/.default') ? scope.slice(0, -'/.default'.length) : undefined;
}
