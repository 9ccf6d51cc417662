import type { Connection } from './connection.ts';

/**
 * Which types of authentication a connection can have, by category. Categories and types as the public
 * Terraform provider accepts and tests them
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs, `cognitive_account_connection_*`)
 * and as https://github.com/microsoft-foundry/foundry-samples uses them. A category that is in neither
 * list is unknown, not assumed.
 */
const ENTRA_BY_CATEGORY: Readonly<Record<string, 'AAD' | 'AccountManagedIdentity'>> = {
  azureopenai: 'AAD',
  aiservices: 'AAD',
  cognitivesearch: 'AAD',
  cognitiveservice: 'AAD',
  azurestorageaccount: 'AAD',
  azureblob: 'AAD',
  cosmosdb: 'AAD',
  databricks: 'AAD',
  apimanagement: 'AAD',
  appconfig: 'AAD',
  managedonlineendpoint: 'AAD',
  microsoftfabric: 'AAD',
  sharepoint: 'AAD',
  azurekeyvault: 'AccountManagedIdentity',
};

/** Categories whose target takes no Entra token: third parties, Bing, and free-form secrets. */
const KEY_ONLY: ReadonlySet<string> = new Set([
  'apikey',
  'appinsights',
  'bingllmsearch',
  'customkeys',
  'elasticsearch',
  'groundingwithbingsearch',
  'groundingwithcustomsearch',
  'modelgateway',
  'openai',
  'pinecone',
  'remotea2a',
  'remotetool',
  'serp',
  'serverless',
]);

/** https://learn.microsoft.com/azure/templates/microsoft.cognitiveservices/accounts/connections */
const KEYLESS: ReadonlySet<string> = new Set([
  'aad',
  'managedidentity',
  'accountmanagedidentity',
  'projectmanagedidentity',
  'agenticidentitytoken',
  'agenticuser',
  'agentuserimpersonation',
  'userentratoken',
]);
const STORED_SECRET: ReadonlySet<string> = new Set([
  'apikey',
  'accountkey',
  'accesskey',
  'sas',
  'pat',
  'usernamepassword',
  'serviceprincipal',
  'customkeys',
  'oauth2',
]);

export type ConnectionAuth =
  | { readonly uses: 'entra' }
  /** Its category can use Entra ID. `leftover`: members that hold a key although `authType` says that there is none. */
  | { readonly uses: 'key'; readonly leftover: readonly string[] }
  /** Its category takes nothing but a key or secret. */
  | { readonly uses: 'key-only' }
  /** No credential at all. */
  | { readonly uses: 'nothing'; readonly canUseEntra: boolean }
  | { readonly uses: 'unknown'; readonly why: string };

/** How a connection authenticates, and whether its category could do without a key. */
export function connectionAuth(
  connection: Pick<Connection, 'category' | 'authType' | 'keyFields'>,
): ConnectionAuth {
  const category = connection.category.toLowerCase();
  const authType = connection.authType.toLowerCase();
  const leftover = connection.keyFields;
  if (KEYLESS.has(authType)) {
    return leftover.length > 0 ? { uses: 'key', leftover } : { uses: 'entra' };
  }
  if (authType !== 'none' && !STORED_SECRET.has(authType)) {
    return {
      uses: 'unknown',
      why: `it is not known whether authentication of type ${connection.authType} stores a key`,
    };
  }
  const keyOnly = KEY_ONLY.has(category);
  const canUseEntra = entraAuthType(connection.category) !== undefined;
  if (!keyOnly && !canUseEntra) {
    return {
      uses: 'unknown',
      why: `it is not known whether connections of category ${connection.category} can use Entra ID`,
    };
  }
  if (authType === 'none' && leftover.length === 0) return { uses: 'nothing', canUseEntra };
  if (keyOnly) return { uses: 'key-only' };
  return { uses: 'key', leftover: authType === 'none' ? leftover : [] };
}

/** Does a connection of the category call an account of Azure AI Services? Those take Entra ID beside keys. */
export function callsAnAccount({ category }: Pick<Connection, 'category'>): boolean {
  return /^(azureopenai|aiservices|cognitiveservices?)$/i.test(category);
}

/** The `authType` with which a connection of the category does without a key; `undefined`: none is known. */
export function entraAuthType(category: string): 'AAD' | 'AccountManagedIdentity' | undefined {
  const name = category.toLowerCase();
  return Object.hasOwn(ENTRA_BY_CATEGORY, name) ? ENTRA_BY_CATEGORY[name] : undefined;
}
