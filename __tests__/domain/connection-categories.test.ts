import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  callsAnAccount,
  connectionAuth,
  entraAuthType,
} from '../../src/domain/connection-categories.ts';

const ENTRA = [
  'AAD',
  'ManagedIdentity',
  'AccountManagedIdentity',
  'ProjectManagedIdentity',
  'AgenticIdentityToken',
  'AgenticUser',
  'AgentUserImpersonation',
  'UserEntraToken',
];
const SECRETS = [
  'ApiKey',
  'AccountKey',
  'AccessKey',
  'SAS',
  'PAT',
  'UsernamePassword',
  'ServicePrincipal',
  'CustomKeys',
  'OAuth2',
];
const CAPABLE = [
  'AzureOpenAI',
  'AIServices',
  'CognitiveSearch',
  'CognitiveService',
  'AzureStorageAccount',
  'AzureBlob',
  'CosmosDb',
  'CosmosDB',
  'Databricks',
  'ApiManagement',
  'AppConfig',
  'ManagedOnlineEndpoint',
  'MicrosoftFabric',
  'Sharepoint',
  'AzureKeyVault',
];
const KEY_ONLY = [
  'ApiKey',
  'AppInsights',
  'BingLLMSearch',
  'GroundingWithBingSearch',
  'GroundingWithCustomSearch',
  'CustomKeys',
  'RemoteTool',
  'RemoteA2A',
  'Elasticsearch',
  'ModelGateway',
  'OpenAI',
  'Pinecone',
  'Serp',
  'Serverless',
];
const UNKNOWN = ['Frobnicator', 'AzureSqlDb', '', 'constructor', '__proto__', 'AzureOpenAI '];

const auth = (category: string, authType: string, keyFields: readonly string[] = []) =>
  connectionAuth({ category, authType, keyFields });
const pairs = (categories: readonly string[], authTypes: readonly string[]) =>
  categories.flatMap((category) => authTypes.map((authType) => [category, authType] as const));

describe('how a connection authenticates', () => {
  it.each(pairs([...CAPABLE, ...KEY_ONLY, ...UNKNOWN], ENTRA))(
    '%s with %s uses Entra ID',
    (category, authType) => {
      expect(auth(category, authType)).toEqual({ uses: 'entra' });
      expect(auth(category, authType.toLowerCase())).toEqual({ uses: 'entra' });
    },
  );

  it.each(pairs(CAPABLE, SECRETS))('%s with %s uses a key and need not', (category, authType) => {
    expect(auth(category, authType)).toEqual({ uses: 'key', leftover: [] });
    expect(auth(category.toUpperCase(), authType.toUpperCase()).uses).toBe('key');
  });

  it.each(pairs(KEY_ONLY, SECRETS))('%s with %s cannot do without', (category, authType) => {
    expect(auth(category, authType)).toEqual({ uses: 'key-only' });
  });

  it.each(pairs(UNKNOWN, [...SECRETS, 'None']))(
    '"%s" with %s is unknown, by its name',
    (category, authType) => {
      const found = auth(category, authType);
      expect(found.uses).toBe('unknown');
      expect(JSON.stringify(found)).toContain(category);
    },
  );

  it.each(['DelegatedSAS', 'QuantumHandshake', '', 'toString'])(
    'authType "%s" is unknown',
    (authType) => {
      expect(auth('AzureOpenAI', authType).uses).toBe('unknown');
    },
  );

  it('is a key behind any label, as long as a key is left over', () => {
    const left = ['credentials.key'];
    expect(auth('AzureOpenAI', 'AAD', left)).toEqual({ uses: 'key', leftover: left });
    expect(auth('RemoteTool', 'AAD', left)).toEqual({ uses: 'key', leftover: left });
    expect(auth('AIServices', 'None', left)).toEqual({ uses: 'key', leftover: left });
    expect(auth('RemoteTool', 'None', left)).toEqual({ uses: 'key-only' });
  });

  it('is nothing at all without a credential', () => {
    expect(auth('AIServices', 'None')).toEqual({ uses: 'nothing', canUseEntra: true });
    expect(auth('RemoteTool', 'none')).toEqual({ uses: 'nothing', canUseEntra: false });
  });
});

describe('the authType to convert to', () => {
  it('is AAD, or what the category takes instead', () => {
    expect(entraAuthType('azureOPENAI')).toBe('AAD');
    expect(entraAuthType('AzureKeyVault')).toBe('AccountManagedIdentity');
    expect(entraAuthType('ApiKey')).toBeUndefined();
    expect(entraAuthType('constructor')).toBeUndefined();
  });
});

describe('a connection that calls an account', () => {
  it.each(['AzureOpenAI', 'aiservices', 'CognitiveService', 'CognitiveServices'])(
    'is of category %s',
    (category) => {
      expect(callsAnAccount({ category })).toBe(true);
    },
  );

  it.each(['OpenAI', 'CognitiveSearch', 'AzureStorageAccount', ''])(
    'is not of category "%s"',
    (category) => {
      expect(callsAnAccount({ category })).toBe(false);
    },
  );
});

describe('the page of the rule', () => {
  it('lists every category and authType as the code judges them', () => {
    const page = readFileSync('docs/rules/connections-use-entra.md', 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| '));
    const row = (says: string): string => rows.find((line) => line.includes(says)) ?? '';
    for (const name of CAPABLE.slice(0, -1)) {
      if (name !== 'CosmosDB') expect(row('it can use Entra ID')).toContain(name);
    }
    for (const name of KEY_ONLY) expect(row('it takes only a key')).toContain(name);
    for (const name of ENTRA) expect(row('| Entra ID')).toContain(`\`${name}\``);
    for (const name of SECRETS) expect(row('a stored secret')).toContain(`\`${name}\``);
  });
});
