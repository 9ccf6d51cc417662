import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withoutSecrets } from '../../src/domain/secret-free-address.ts';

describe('an address without its secrets', () => {
  it.each([
    [
      'https://tools.azurewebsites.net/runtime/webhooks/mcp/sse?code=s3cret==',
      'https://tools.azurewebsites.net/runtime/webhooks/mcp/sse?code=***',
      ['code'],
    ],
    [
      'https://st.blob.core.windows.net/data?sv=2024-11-04&se=2030&sig=s3cret%3D',
      'https://st.blob.core.windows.net/data?sv=2024-11-04&se=***&sig=***',
      ['sig'],
    ],
    [
      'https://contoso.openai.azure.com/openai?api-version=2024-10-21&api-key=s3cret',
      'https://contoso.openai.azure.com/openai?api-version=2024-10-21&api-key=***',
      ['api-key'],
    ],
    ['https://who:s3cret@contoso.example/x@y', 'https://***@contoso.example/x@y', ['user']],
    ['who:s3@cret@contoso.example', '***@contoso.example', ['user']],
    ['https://contoso.example/#s3cret', 'https://contoso.example/#***', []],
    ['https://contoso.example/?s3cret&b=s3cret', 'https://contoso.example/?***&b=***', []],
    ['https://contoso.example/?code=', 'https://contoso.example/?code=', []],
    ['https://contoso.openai.azure.com/', 'https://contoso.openai.azure.com/', []],
    ['', '', []],
  ])('%s', (address, text, secrets) => {
    expect(withoutSecrets(address)).toEqual({ text, secrets });
  });

  it('shows no value of a query, whatever its name, and the same host and path', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9_%.=-]{12,40}$/);
    const name = fc
      .stringMatching(/^[a-z][a-z_-]{0,8}$/)
      .filter((one) => !/version|^sv$/.test(one));
    fc.assert(
      fc.property(secret, name, fc.constantFrom('?', '#', '?a=1&', '?;'), (value, member, sign) => {
        const { text } = withoutSecrets(`https://h.example/p${sign}${member}=${value}`);
        expect(text).not.toContain(value);
        expect(text.startsWith('https://h.example/p')).toBe(true);
      }),
    );
  });

  it('is the same when it is taken twice', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const { text } = withoutSecrets(address);
        expect(withoutSecrets(text).text).toBe(text);
      }),
    );
  });
});
