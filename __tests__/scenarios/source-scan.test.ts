import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { gateway, runGate } from './gate.ts';

/** A key in every kind of file that the scan knows, so that the bundle needs each of its grammars. */
const REPOSITORY: Readonly<Record<string, string>> = {
  '.env.example': 'AZURE_OPENAI_API_KEY=\n',
  '.github/workflows/deploy.yml': `on: push
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - run: az cognitiveservices account keys list -n contoso -g rg
`,
  'App.cs':
    'using Azure;\nusing Azure.AI.OpenAI;\nvar client = new AzureOpenAIClient(uri, new AzureKeyCredential(key));\n',
  'App.java':
    'import com.azure.ai.openai.OpenAIClientBuilder;\nimport com.azure.core.credential.AzureKeyCredential;\nclass App {\n  Object client = new OpenAIClientBuilder().endpoint(endpoint).credential(new AzureKeyCredential(key)).buildClient();\n}\n',
  'app.go':
    'package app\n\nimport "github.com/openai/openai-go/v3/azure"\n\nvar option = azure.WithAPIKey(key)\n',
  'app.py':
    'from openai import AzureOpenAI\n\nclient = AzureOpenAI(azure_endpoint=e, api_key=key)\n',
  'app.ts': "import { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ endpoint, apiKey });\n",
  'app.tsx':
    "import { AzureOpenAI } from 'openai';\nexport const App = () => <Chat client={new AzureOpenAI({ endpoint, apiKey })} />;\n",
  'application.properties': 'spring.ai.azure.openai.api-key=${KEY}\n',
  'appsettings.json': '{ "AzureOpenAI": { "ApiKey": "set-me" } }\n',
  'call.http': 'GET https://contoso.openai.azure.com/openai/v1/models\napi-key: {{key}}\n',
  'call.sh': 'curl https://contoso.openai.azure.com/openai/v1/models -H "api-key: $KEY"\n',
  'keys.ps1': 'Get-AzCognitiveServicesAccountKey -ResourceGroupName rg -Name contoso\n',
  'litellm.yaml':
    'model_list:\n  - litellm_params:\n      model: azure/gpt-4o\n      api_key: os.environ/KEY\n',
  'notebook.ipynb': JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: 'python' } },
    cells: [
      {
        cell_type: 'code',
        source: [
          'from openai import AzureOpenAI\n',
          'AzureOpenAI(azure_endpoint=e, api_key=key)\n',
        ],
      },
    ],
  }),
  'infra/azuredeploy.json': JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.CognitiveServices/accounts',
        apiVersion: '2025-06-01',
        name: 'contoso',
        properties: { customSubDomainName: 'contoso', disableLocalAuth: false },
      },
    ],
  }),
  'infra/main.bicep': `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
  properties: {
    customSubDomainName: 'contoso'
    disableLocalAuth: false
  }
}
`,
  'infra/main.tf': `resource "azurerm_cognitive_account" "models" {
  name                  = "contoso"
  custom_subdomain_name = "contoso"
  local_auth_enabled    = true
}

resource "azurerm_cognitive_account_connection_api_key" "models" {
  name                 = "models"
  cognitive_account_id = azurerm_cognitive_account.models.id
  category             = "AzureOpenAI"
  api_key              = var.key
}
`,
};

let workspace = '';
beforeAll(async () => {
  workspace = await mkdtemp(path.join(os.tmpdir(), 'gate-scan-'));
  for (const [name, text] of Object.entries(REPOSITORY)) {
    const file = path.join(workspace, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
});
afterAll(() => rm(workspace, { recursive: true, force: true }));

describe('the bundle on a repository of every language', () => {
  it('finds the key in each file, and judges all of them', async () => {
    await using sandbox = await gateway(compliantWorld('none'));
    const run = await runGate(
      sandbox,
      { resources: '', scan: 'all', 'client-id': '', 'tenant-id': '', 'subscription-id': '' },
      { workspace },
    );
    expect(run.code).toBe(1);
    expect(sandbox.log).toEqual([]);
    const found = run.report.findings.filter(({ file }) => file !== undefined);
    expect(found.filter(({ status }) => status !== 'fail')).toEqual([]);
    expect([...new Set(found.map(({ file }) => file))].sort()).toEqual(
      Object.keys(REPOSITORY).sort(),
    );
    expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual([
      'iac-connections-use-entra',
      'iac-keys-disabled',
      'source-uses-entra',
    ]);
    expect(run.stdout).toContain(`${Object.keys(REPOSITORY).length} files judged`);
  });

  it.each([
    ['the repository was not checked out', {}],
    ['no file matches the patterns', { 'scan-paths': 'scr/**' }],
  ])('does not pass where %s', async (_, inputs) => {
    const empty = await mkdtemp(path.join(os.tmpdir(), 'gate-empty-'));
    if ('scan-paths' in inputs) await writeFile(path.join(empty, 'app.py'), 'pass\n');
    await using sandbox = await gateway(compliantWorld('none'));
    const run = await runGate(
      sandbox,
      {
        resources: '',
        scan: 'all',
        'client-id': '',
        'tenant-id': '',
        'subscription-id': '',
        ...inputs,
      },
      { workspace: empty },
    );
    await rm(empty, { recursive: true });
    expect(run.code).toBe(1);
    expect(run.report.findings.map(({ status }) => status)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(run.summary).toContain('No file of the checkout matches');
    expect(run.summary).toContain('actions/checkout');
  });
});
