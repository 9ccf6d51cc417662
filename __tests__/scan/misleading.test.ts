import { describe, expect, it } from '@jest/globals';
import { findingsIn } from './repository.ts';

const PYTHON = 'import os\nfrom openai import AzureOpenAI\n';
const python = (key: string, endpoint = 'endpoint'): Record<string, string> => ({
  'a.py': `${PYTHON}c = AzureOpenAI(api_key=${key}, azure_endpoint=${endpoint})\n`,
});
const typescript = (key: string, endpoint = 'endpoint'): Record<string, string> => ({
  'a.ts': `import { AzureOpenAI } from "openai";\nconst c = new AzureOpenAI({ apiKey: ${key}, endpoint: ${endpoint} });\n`,
});
const READ = 'os.environ["AZURE_OPENAI_API_KEY"]';

describe('a client with a key', () => {
  it.each([
    [
      'an address for development where none is set',
      python(READ, 'os.getenv("AZURE_OPENAI_ENDPOINT", "http://localhost:8080")'),
    ],
    [
      'an address for development in TypeScript',
      typescript(
        'process.env.AZURE_OPENAI_API_KEY',
        'process.env.AZURE_OPENAI_ENDPOINT ?? "http://localhost:8080"',
      ),
    ],
    ['a name that speaks of GitHub too', python('os.environ["GITHUB_BOT_AZURE_OPENAI_API_KEY"]')],
    ['a name that speaks of a database too', python('os.environ["SQL_COPILOT_AZURE_OPENAI_KEY"]')],
    ['nothing where the key is not set', python(`${READ} or None`)],
    ['nothing where the key is not set, in TypeScript', typescript('process.env.K || undefined')],
    [
      'a function of the file that is called after a credential',
      {
        'a.py': `${PYTHON}def get_credentials():\n    return ${READ}\nc = AzureOpenAI(api_key=get_credentials(), azure_endpoint=e)\n`,
      },
    ],
  ])('is found behind %s', async (_, files) => {
    const found = await findingsIn(files);
    expect(found.some((line) => line.endsWith('source-uses-entra error'))).toBe(true);
  });

  it.each([
    ['a server on this machine alone', python('key', '"http://localhost:8080"')],
    ['a token of GitHub', python('os.environ["GITHUB_TOKEN"]')],
    ['a key of another service', python('os.environ["COSMOS_DB_KEY"]')],
    [
      'a function of the file that returns a token',
      {
        'a.py': `${PYTHON}from azure.identity import DefaultAzureCredential\ndef get_token():\n    return DefaultAzureCredential().get_token("s").token\nc = AzureOpenAI(api_key=get_token(), azure_endpoint=e)\n`,
      },
    ],
  ])('is none that calls us with %s', async (_, files) => {
    expect(await findingsIn(files)).toEqual([]);
  });

  it.each([
    [
      'Entra ID is there',
      {
        'a.py': `${PYTHON}from azure.identity import DefaultAzureCredential, get_bearer_token_provider\np = get_bearer_token_provider(DefaultAzureCredential(), "s")\nc = AzureOpenAI(api_key=os.getenv("K") or None, azure_ad_token_provider=None if os.getenv("K") else p, azure_endpoint=e)\n`,
      },
    ],
    [
      'a token of the environment is read',
      {
        'a.py': `${PYTHON}t = os.getenv("AZURE_OPENAI_AD_TOKEN")\nc = AzureOpenAI(api_key=os.getenv("K") or None, azure_endpoint=e)\n`,
      },
    ],
  ])('is a warning where the key may be left out and %s', async (_, files) => {
    const found = await findingsIn(files);
    expect(found.filter((line) => line.includes('error'))).toEqual([]);
    expect(found.some((line) => line.endsWith('source-uses-entra warning'))).toBe(true);
  });
});
