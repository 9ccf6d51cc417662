import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CLOUDS, matchesHost, mayReceiveToken } from '../../src/domain/cloud.ts';

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

describe('a host pattern', () => {
  it('matches as a naive regular expression does', () => {
    const text = fc.stringMatching(/^[ab.]{0,8}$/);
    const pattern = fc.stringMatching(/^[ab.*]{0,6}$/);
    fc.assert(
      fc.property(text, pattern, (host, glob) => {
        const naive = new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        expect(matchesHost(host, glob)).toBe(naive.test(host));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is matched in linear time', () => {
    const started = performance.now();
    expect(matchesHost(`${'a'.repeat(50_000)}b`, `${'*a'.repeat(200)}*c`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
