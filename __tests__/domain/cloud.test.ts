import { describe, expect, it } from '@jest/globals';
import { CLOUDS, mayReceiveToken } from '../../src/domain/cloud.ts';

describe('a host that may receive a token', () => {
  it.each([
    ['https://contoso.openai.azure.com/', true],
    ['https://CONTOSO.services.ai.azure.com/models', true],
    ['https://contoso.cognitiveservices.azure.com', true],
    ['http://contoso.openai.azure.com/', false],
    ['https://openai.azure.com/', false],
    ['https://contoso.openai.azure.com.evil.example/', false],
    ['https://evil.example/contoso.openai.azure.com', false],
    ['https://contoso.openai.azure.com@evil.example/', false],
    ['https://user:word@contoso.openai.azure.com/', false],
    ['https://contoso.openai.azure.us/', false],
    ['https://eastus.api.cognitive.microsoft.com/', false],
    ['https://127.0.0.1:8443/', false],
    ['javascript:alert(1)', false],
    ['not a url', false],
  ])('%s: %s', (url, may) => {
    expect(mayReceiveToken(url, CLOUDS.AzureCloud, [])).toBe(may);
  });

  it('is what the step names besides', () => {
    expect(mayReceiveToken('https://127.0.0.1:8443/', CLOUDS.AzureCloud, ['127.*'])).toBe(true);
    expect(
      mayReceiveToken('https://a.ai.contoso.internal/', CLOUDS.AzureCloud, [
        '*.ai.contoso.internal',
      ]),
    ).toBe(true);
    expect(
      mayReceiveToken('https://ai.contoso.internal/', CLOUDS.AzureCloud, ['*.ai.contoso.internal']),
    ).toBe(false);
  });
});
