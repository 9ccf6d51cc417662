import { matchesWildcard } from './wildcard.ts';

/**
 * Where an Azure cloud keeps its services. Hosts and audiences as in the Azure SDK's environments
 * (https://github.com/hashicorp/go-azure-sdk/tree/main/sdk/environments) and
 * https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains.
 */
export interface Cloud {
  readonly name: string;
  readonly authorityHost: string;
  readonly resourceManager: string;
  /** Audience of the GitHub token that federated credentials of this cloud expect by default. */
  readonly federationAudience: string;
  /** Scope of tokens for Azure OpenAI and Cognitive Services routes. */
  readonly cognitiveScope: string;
  /** Scope of tokens for Foundry routes (models, projects). */
  readonly foundryScope: string;
  /** DNS suffixes of endpoints that may receive a token. */
  readonly inferenceSuffixes: readonly string[];
  /** DNS suffixes of the regional endpoints, which take no token. */
  readonly regionalSuffixes: readonly string[];
  readonly portal: string;
  /** Microsoft Graph, for display names; absent in private clouds, where object ids are shown. */
  readonly graph?: string;
  /** `az cloud set --name`. */
  readonly azName: string;
}

export const CLOUDS = {
  AzureCloud: {
    name: 'AzureCloud',
    authorityHost: 'https://login.microsoftonline.com',
    resourceManager: 'https://management.azure.com',
    federationAudience: 'api://AzureADTokenExchange',
    cognitiveScope: 'https://cognitiveservices.azure.com/.default',
    foundryScope: 'https://ai.azure.com/.default',
    inferenceSuffixes: ['cognitiveservices.azure.com', 'openai.azure.com', 'services.ai.azure.com'],
    regionalSuffixes: ['api.cognitive.microsoft.com'],
    portal: 'https://portal.azure.com',
    graph: 'https://graph.microsoft.com',
    azName: 'AzureCloud',
  },
  AzureUSGovernment: {
    name: 'AzureUSGovernment',
    authorityHost: 'https://login.microsoftonline.us',
    resourceManager: 'https://management.usgovcloudapi.net',
    federationAudience: 'api://AzureADTokenExchangeUSGov',
    cognitiveScope: 'https://cognitiveservices.azure.us/.default',
    foundryScope: 'https://ai.azure.us/.default',
    inferenceSuffixes: ['cognitiveservices.azure.us', 'openai.azure.us', 'services.ai.azure.us'],
    regionalSuffixes: ['api.cognitive.microsoft.us'],
    portal: 'https://portal.azure.us',
    graph: 'https://graph.microsoft.us',
    azName: 'AzureUSGovernment',
  },
  AzureChinaCloud: {
    name: 'AzureChinaCloud',
    authorityHost: 'https://login.chinacloudapi.cn',
    resourceManager: 'https://management.chinacloudapi.cn',
    federationAudience: 'api://AzureADTokenExchangeChina',
    cognitiveScope: 'https://cognitiveservices.azure.cn/.default',
    foundryScope: 'https://ai.azure.cn/.default',
    inferenceSuffixes: ['cognitiveservices.azure.cn', 'openai.azure.cn', 'services.ai.azure.cn'],
    regionalSuffixes: ['api.cognitive.azure.cn'],
    portal: 'https://portal.azure.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    azName: 'AzureChinaCloud',
  },
} as const satisfies Record<string, Cloud>;

/**
 * May this endpoint be sent a token? Only over https, and only to the cloud's own inference domains
 * or to the hosts named in `inference-hosts` (`*` stands for any run of characters).
 */
export function mayReceiveToken(
  url: string,
  cloud: Cloud,
  inferenceHosts: readonly string[],
): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' || username || password) return false;
  return (
    cloud.inferenceSuffixes.some((suffix) => hostname.endsWith(`.${suffix}`)) ||
    inferenceHosts.some((pattern) => matchesWildcard(pattern, hostname))
  );
}
