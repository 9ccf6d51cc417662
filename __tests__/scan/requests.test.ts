import { describe, expect, it } from '@jest/globals';
import { findingsIn } from './repository.ts';

/** A request written by hand: the file, its text, and the lines on which it sends a key. */
type Request = readonly [file: string, text: string, lines: readonly number[]];

const AZ_TOKEN =
  'az account get-access-token --resource https://cognitiveservices.azure.com --query accessToken';

async function linesOf(file: string, text: string): Promise<readonly number[]> {
  const found = await findingsIn({ [file]: text });
  return found.map((line) => Number(/:(\d+) /.exec(line)?.[1]));
}

describe('a key that is sent as a bearer token', () => {
  it.each<Request>([
    [
      'app.py',
      'import os, requests\nkey = os.environ["AZURE_OPENAI_API_KEY"]\nrequests.post(url, headers={"Authorization": f"Bearer {key}"})\n',
      [3],
    ],
    [
      'app.py',
      'import os, requests\nrequests.post(url, headers={"Authorization": "Bearer " + os.environ["AZURE_OPENAI_API_KEY"]})\n',
      [2],
    ],
    [
      'app.ts',
      'await fetch(url, {\n  headers: { Authorization: `Bearer ${process.env.AZURE_OPENAI_API_KEY}` },\n});\n',
      [2],
    ],
    [
      'App.cs',
      'var key = Environment.GetEnvironmentVariable("AZURE_OPENAI_API_KEY");\nhttp.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);\n',
      [2],
    ],
    ['run.sh', 'curl "$URL" -H "Authorization: Bearer $AZURE_OPENAI_API_KEY"\n', [1]],
    [
      'run.ps1',
      '$headers = @{ "Authorization" = "Bearer $env:AZURE_OPENAI_API_KEY" }\nInvoke-RestMethod -Uri $uri -Headers $headers\n',
      [1],
    ],
    [
      'chat.http',
      '@key = {{$dotenv AZURE_OPENAI_API_KEY}}\nPOST {{url}}\nAuthorization: Bearer {{key}}\n',
      [3],
    ],
  ])('is found in %s', async (file, text, lines) => {
    expect(await linesOf(file, text)).toEqual(lines);
  });

  it.each<Request>([
    [
      'app.py',
      'import requests\nfrom azure.identity import DefaultAzureCredential\nkey = DefaultAzureCredential().get_token(scope).token\nrequests.post("https://contoso.openai.azure.com/openai/v1/responses", headers={"Authorization": f"Bearer {key}"})\n',
      [],
    ],
    [
      'app.py',
      'import os, requests\nrequests.post("https://api.openai.com/v1/responses", headers={"Authorization": f"Bearer {os.environ[\'OPENAI_API_KEY\']}"})\nprint("https://contoso.openai.azure.com")\n',
      [],
    ],
    [
      'App.cs',
      'var token = await credential.GetTokenAsync(context);\nhttp.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);\nvar key = "https://contoso.openai.azure.com";\n',
      [],
    ],
    [
      'run.sh',
      `TOKEN=$(${AZ_TOKEN} -o tsv)\ncurl https://contoso.openai.azure.com/openai/v1/models -H "Authorization: Bearer $TOKEN" # no api-key\n`,
      [],
    ],
    [
      'run.ps1',
      `$token = ${AZ_TOKEN}\n$headers = @{ "Authorization" = "Bearer $token" } # no api-key\nInvoke-RestMethod -Uri "https://contoso.openai.azure.com/openai/v1/models" -Headers $headers\n`,
      [],
    ],
    [
      'chat.http',
      '# no api-key\n@token = {{$dotenv ACCESS_TOKEN}}\nPOST https://contoso.openai.azure.com/openai/v1/responses\nAuthorization: Bearer {{token}}\n',
      [],
    ],
  ])('is not taken for one of Entra ID or of another vendor in %s', async (file, text, lines) => {
    expect(await linesOf(file, text)).toEqual(lines);
  });
});

describe('a key header', () => {
  it.each<Request>([
    [
      'Screener.cs',
      'var url = $"{options.Endpoint}/contentsafety/text:analyze?api-version=2024-09-01";\nrequest.Headers.Add("Ocp-Apim-Subscription-Key", options.ApiKey);\n',
      [2],
    ],
    [
      'translate.py',
      'import requests\nfrom settings import ENDPOINT, SUBSCRIPTION_KEY\nurl = f"{ENDPOINT}/translator/document/batches?api-version=2024-05-01"\nrequests.post(url, headers={"Ocp-Apim-Subscription-Key": SUBSCRIPTION_KEY})\n',
      [4],
    ],
    [
      'layout.http',
      '@apiKey = {{$dotenv DOCUMENT_INTELLIGENCE_API_KEY}}\nGET {{baseUrl}}/info\nOcp-Apim-Subscription-Key: {{apiKey}}\n',
      [3],
    ],
    [
      'chat.ps1',
      '$uri = "$Endpoint/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21"\n$headers = @{}\n$headers.Add("api-key", $ApiKey)\n',
      [3],
    ],
    [
      'speak.ps1',
      '$headers["Ocp-Apim-Subscription-Key"] = $key\nInvoke-RestMethod -Uri "https://westeurope.tts.speech.microsoft.com/cognitiveservices/v1" -Headers $headers\n',
      [1],
    ],
    [
      'proxy.go',
      'package a\nconst keyHeader = "api-key"\nfunc f() {\n\treq, _ := http.NewRequest("GET", endpoint+"/openai/deployments?api-version=2022-12-01", nil)\n\treq.Header.Set(keyHeader, deployment.ApiKey)\n}\n',
      [5],
    ],
    [
      'constant.py',
      'import requests\nKEY_HEADER = "Ocp-Apim-Subscription-Key"\nrequests.get("https://contoso.cognitiveservices.azure.com", headers={KEY_HEADER: key})\n',
      [3],
    ],
    [
      'socket.py',
      'import os, websocket\nkey = os.environ["AOAI"]\nws = websocket.create_connection("wss://contoso.openai.azure.com/openai/realtime", header=[f"api-key: {key}"])\n',
      [3],
    ],
    [
      'bearer_socket.py',
      'import os, websocket\nkey = os.environ["AZURE_OPENAI_API_KEY"]\nws = websocket.create_connection(url, header=[f"Authorization: Bearer {key}"])\n',
      [3],
    ],
  ])('is found in %s', async (file, text, lines) => {
    expect(await linesOf(file, text)).toEqual(lines);
  });

  it.each<Request>([
    [
      'constant.py',
      'import requests\nKEY_HEADER = "x-functions-key"\nrequests.get("https://contoso.openai.azure.com", headers={KEY_HEADER: key})\n',
      [],
    ],
    [
      'message.py',
      'key = 1\nprint(f"api-key: {key}, see https://contoso.openai.azure.com")\nprint(f"Authorization: Bearer {token}")\n',
      [],
    ],
    [
      'search.http',
      '@apiKey = {{$dotenv AZURE_SEARCH_KEY}}\n# beside AZURE_OPENAI_ENDPOINT\nGET {{AZURE_OPENAI_ENDPOINT}}/indexes\napi-key: {{apiKey}}\n',
      [],
    ],
    [
      'search.ps1',
      '$headers.Add("api-key", $searchKey)\nInvoke-RestMethod -Uri "https://contoso.search.windows.net/indexes" -Headers $headers # azure\n',
      [],
    ],
    [
      'through-gateway.ps1',
      '$url = "https://$Front/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21"\nInvoke-RestMethod -Uri $url -Headers @{ "Ocp-Apim-Subscription-Key" = $key } # azure\n',
      [],
    ],
    [
      'through_gateway.py',
      'import requests\nurl = f"{front}/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21"\nrequests.post(url, headers={"Ocp-Apim-Subscription-Key": key})\n',
      [],
    ],
    ['set.ps1', '$names.Add("speech-key", $text)\n$names["azure-key"] = 1\n', []],
  ])('of another service is no finding in %s', async (file, text, lines) => {
    expect(await linesOf(file, text)).toEqual(lines);
  });
});

it('names a key once that settings give as a header too', async () => {
  const text =
    "const model = {\n  baseURL: 'https://contoso.services.ai.azure.com/openai/v1',\n  apiKey: process.env.AZURE_FOUNDRY_API_KEY,\n  headers: { Authorization: `Bearer ${process.env.AZURE_FOUNDRY_API_KEY}` },\n};\n";
  expect(await linesOf('model.ts', text)).toEqual([3]);
});

describe("the settings of an app in PowerShell's hash tables", () => {
  it('are a finding when they hand on a key', async () => {
    const text =
      '$settings = @{\n  AZURE_OPENAI_ENDPOINT = $endpoint\n  AZURE_OPENAI_API_KEY = $account.Key\n}\n$settings.Add("SPEECH_KEY", $speech)\n';
    expect(await linesOf('deploy.ps1', text)).toEqual([3, 5]);
  });

  it('are none when they describe a setting or switch it', async () => {
    const text =
      '$required = @{\n  AZURE_OPENAI_API_KEY = "Key of the account"\n  SPEECH_KEY = $true\n  VISION_KEY = ""\n  AZURE_SEARCH_KEY = $key\n}\n';
    expect(await linesOf('deploy.ps1', text)).toEqual([]);
  });
});

describe('a key in an address', () => {
  it.each<Request>([
    [
      'app.ts',
      'const key = process.env.KEY;\nconst socket = new WebSocket(`wss://x.openai.azure.com/openai/realtime?deployment=${name}&api-key=${key}`);\n',
      [2],
    ],
    [
      'app.py',
      'import os, requests\nrequests.post("https://api.cognitive.microsofttranslator.com/translate?subscription-key=" + os.environ["KEY"])\n',
      [2],
    ],
    [
      'app.py',
      'import os, requests\nkey = os.environ["AZURE_OPENAI_API_KEY"]\nrequests.post(f"{base}/openai/realtime?api-key={key}")\n',
      [3],
    ],
  ])('is found in %s: %j', async (file, text, lines) => {
    expect(await linesOf(file, text)).toEqual(lines);
  });

  it.each<Request>([
    [
      'app.ts',
      'const socket = new WebSocket(`wss://x.openai.azure.com/openai/realtime?authorization=Bearer ${token}`); // no api-key\n',
      [],
    ],
    [
      'app.py',
      'import os, requests # azure\nrequests.get("https://atlas.microsoft.com/map?subscription-key=" + os.environ["MAPS_KEY"])\n',
      [],
    ],
    [
      'app.py',
      'import os, requests # azure\nkey = os.environ["KEY"]\nrequests.get(f"https://weather.example/v1?api-key={key}")\n',
      [],
    ],
  ])(
    'is not taken for one of Entra ID or of another service in %s: %j',
    async (file, text, lines) => {
      expect(await linesOf(file, text)).toEqual(lines);
    },
  );
});
