import { ok, type Call, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';

export const CLOUD_METADATA_PATH = '/metadata/endpoints';

/**
 * What `az cloud register`, Terraform and Azure PowerShell ask of a Resource Manager they do not know,
 * without a token. The shape is that of api-version 2022-09-01: one cloud, not a list of them.
 * https://learn.microsoft.com/cli/azure/manage-clouds-azure-cli
 */
export function cloudMetadata({ urls }: Runtime, call: Call): Reply {
  if (call.method !== 'GET') return { status: 405, body: '' };
  return ok({
    name: 'sandbox',
    portal: urls.arm,
    authentication: {
      loginEndpoint: urls.entra,
      audiences: [urls.arm],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    resourceManager: urls.arm,
    graph: urls.arm,
    graphAudience: urls.arm,
    microsoftGraphResourceId: urls.arm,
    suffixes: {},
  });
}
