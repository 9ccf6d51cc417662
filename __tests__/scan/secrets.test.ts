import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Folder } from './repository.ts';

/** Places where people leave a key, one per kind of file. */
const LEAKS: Readonly<Record<string, (key: string) => string>> = {
  'a.py': (key) => `from openai import AzureOpenAI\nc = AzureOpenAI(api_key="${key}")\n`,
  'read.py': (key) =>
    `import os\nfrom openai import AzureOpenAI\nc = AzureOpenAI(api_key=os.getenv("${key}"))\n`,
  'a.ts': (key) =>
    `import { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ apiKey: '${key}' });\n`,
  'a.cs': (key) =>
    `using Azure.AI.OpenAI;\nvar c = new AzureOpenAIClient(u, new AzureKeyCredential("${key}"));\n`,
  'A.java': (key) =>
    `import com.azure.ai.openai.OpenAIClientBuilder;\nclass A { Object c = new OpenAIClientBuilder().endpoint("https://x.openai.azure.com").credential(new AzureKeyCredential("${key}")).buildClient(); }\n`,
  'a.go': (key) =>
    `package a\nimport "github.com/openai/openai-go/azure"\nvar c = azure.WithAPIKey("${key}")\n`,
  'a.sh': (key) =>
    `export AZURE_OPENAI_API_KEY=${key}\ncurl -H "api-key: ${key}" https://x.openai.azure.com/\n`,
  'a.ps1': (key) => `$env:AZURE_OPENAI_API_KEY = "${key}"\n`,
  'a.http': (key) => `POST https://x.openai.azure.com/\napi-key: ${key}\n`,
  '.env': (key) => `AZURE_OPENAI_API_KEY=${key}\n`,
  'application.properties': (key) => `spring.ai.azure.openai.api-key=${key}\n`,
  'litellm.yaml': (key) =>
    `model_list:\n  - litellm_params:\n      model: azure/gpt\n      api_key: ${key}\n`,
  'appsettings.json': (key) =>
    `{ "AzureOpenAI": { "ApiKey": "${key}" }, "ConnectionStrings": { "openai": "Endpoint=https://x.openai.azure.com/;Key=${key}" } }\n`,
  '.github/workflows/a.yml': (key) =>
    `on: push\njobs:\n  a:\n    env:\n      AZURE_OPENAI_API_KEY: ${key}\n`,
  'main.tf': (key) =>
    `resource "azurerm_linux_web_app" "a" {\n  app_settings = { AZURE_OPENAI_API_KEY = "${key}" }\n}\n`,
  'main.bicep': (key) =>
    `resource c 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {\n  name: 'a/b'\n  properties: { category: 'AzureOpenAI', authType: 'ApiKey', credentials: { key: '${key}' } }\n}\n`,
};

describe('the value of a secret', () => {
  const hexadecimal = fc.stringMatching(/^[0-9a-f]{32}$/);
  const newer = fc.stringMatching(/^[A-Za-z0-9]{52}JQQJ99[A-Z]{4}ACOG[A-Za-z0-9]{18}$/);

  it.each(Object.keys(LEAKS))('is never shown when it stands in %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hexadecimal, newer), async (key) => {
        using folder = new Folder({ [name]: LEAKS[name]?.(key) ?? '' });
        const result = await folder.scan();
        expect(result.findings.some(({ file }) => file === name)).toBe(true);
        expect(JSON.stringify(result)).not.toContain(key);
      }),
      { numRuns: 8 },
    );
  });
});
