import { describe, expect, it } from '@jest/globals';
import {
  isSameConnection,
  leadsToAnAccount,
  mayPointAt,
  pointsAt,
} from '../../src/domain/connection-target.ts';
import { account, connection, ID } from '../rules/builders.ts';

const at = (target: string, metadata: Readonly<Record<string, string>> = {}) => ({
  target,
  metadata,
});
const OURS = account();

describe('a connection points at the account', () => {
  it.each([
    ['by its OpenAI host', at('https://contoso-ai.openai.azure.com/')],
    [
      'by its host in another letter case, with a path',
      at('HTTPS://CONTOSO-AI.Services.AI.azure.com/models'),
    ],
    ['by its host in another cloud', at('https://contoso-ai.openai.azure.us')],
    ['by its host without a scheme', at('contoso-ai.openai.azure.com/openai')],
    ['by its host and port without a scheme', at(' contoso-ai.openai.azure.com:443')],
    ['by its resource id', at('', { ResourceId: ID.text })],
    ['by its resource id in another letter case', at('_', { RESOURCEID: ID.text.toUpperCase() })],
    [
      'by its resource id among other metadata',
      at('_', { ApiType: 'Azure', ResourceId: ID.text, Location: 'eastus' }),
    ],
    ['by the id of its project', at('_', { ResourceId: `${ID.text}/projects/p` })],
    [
      'by its host, whatever the resource id says',
      at('https://contoso-ai.openai.azure.com', { ResourceId: `${ID.text}-2` }),
    ],
  ])('%s', (_title, target) => {
    expect(pointsAt(target, OURS)).toBe(true);
  });

  it.each([
    ['by another resource id', at('https://x.openai.azure.com', { ResourceId: `${ID.text}-2` })],
    ["by a host that begins with the account's name", at('https://contoso-ai-2.openai.azure.com')],
    ['by a host below its own', at('https://x.contoso-ai.openai.azure.com')],
    ["by its name under another's domain", at('https://contoso-ai.openai.azure.com.evil.example')],
    ['by its name in the path', at('https://evil.example/contoso-ai.openai.azure.com')],
    ['by its name as user', at('https://contoso-ai.openai.azure.com@evil.example')],
    ['by nothing', at('')],
    ['by a text that is no address', at('contoso-ai openai.azure.com')],
    ['by its name under another scheme', at('mailto:contoso-ai.openai.azure.com')],
  ])('not %s', (_title, target) => {
    expect(pointsAt(target, OURS)).toBe(false);
  });

  it('by its own endpoint in a private cloud, and by the path where many share a host', () => {
    const shared = account({
      customSubdomain: undefined,
      endpoints: [{ name: 'default', url: 'https://127.0.0.1:8443/contoso-ai/' }],
    });
    expect(pointsAt(at('https://127.0.0.1:8443/contoso-ai'), shared)).toBe(true);
    expect(pointsAt(at('https://127.0.0.1:8443/contoso-ai/openai'), shared)).toBe(true);
    expect(pointsAt(at('https://127.0.0.1:8443/contoso-ai-2'), shared)).toBe(false);
    expect(pointsAt(at('https://127.0.0.1:9443/contoso-ai'), shared)).toBe(false);
    expect(pointsAt(at('https://127.0.0.1:8443/contoso-ai//'), shared)).toBe(true);
    expect(pointsAt(at('https://127.0.0.1:8443/'), shared)).toBe(false);
    const slashes = account({
      customSubdomain: undefined,
      endpoints: [{ name: 'default', url: 'https://127.0.0.1:8443/contoso-ai//' }],
    });
    expect(pointsAt(at('https://127.0.0.1:8443/contoso-ai'), slashes)).toBe(true);
    const whole = account({
      customSubdomain: undefined,
      endpoints: [{ name: 'default', url: 'https://127.0.0.1:8443' }],
    });
    expect(pointsAt(at('https://127.0.0.1:8443/openai'), whole)).toBe(true);
    const none = account({ customSubdomain: undefined, endpoints: [{ name: 'x', url: '' }] });
    expect(pointsAt(at('https://127.0.0.1:8443/openai'), none)).toBe(false);
  });

  it('never by an absent subdomain', () => {
    const bare = account({ customSubdomain: undefined, endpoints: [] });
    expect(pointsAt(at('https://undefined.openai.azure.com'), bare)).toBe(false);
  });

  it('perhaps, by the regional host that all accounts of its region share', () => {
    const regional = 'https://eastus.api.cognitive.microsoft.com/';
    const bare = account({
      customSubdomain: undefined,
      location: 'East US',
      endpoints: [{ name: 'default', url: regional }],
    });
    expect([pointsAt(at(regional), bare), mayPointAt(at(regional), bare)]).toEqual([false, true]);
    expect(mayPointAt(at(regional, { ResourceId: `${ID.text}-2` }), bare)).toBe(false);
    expect(mayPointAt(at(regional.replace('eastus', 'westus')), bare)).toBe(false);
    expect(mayPointAt(at('https://eastus.example.com'), bare)).toBe(false);
    expect(mayPointAt(at(''), bare)).toBe(false);
  });
});

describe('an address is that of some account', () => {
  it.each([
    ['https://other.openai.azure.com/', true],
    ['https://Other.Services.AI.azure.us/models', true],
    ['other.cognitiveservices.azure.cn', true],
    ['https://eastus.api.cognitive.microsoft.com/', true],
    ['https://openai.azure.com/', false],
    ['https://x.other.openai.azure.com/', false],
    ['https://gateway.contoso.example/openai', false],
    ['', false],
  ])('%s: %p', (target, says) => {
    expect(leadsToAnAccount({ target })).toBe(says);
  });
});

describe('two entries are the same connection', () => {
  it('when name, category, authentication, target and keys shown agree, letter case aside', () => {
    const one = connection();
    expect(
      isSameConnection(one, connection({ name: 'AOAI', target: one.target.slice(0, -1) })),
    ).toBe(true);
    expect(isSameConnection(one, connection({ target: `${one.target}//` }))).toBe(true);
    const keys = ['credentials.key', 'metadata.api-key'];
    expect(
      isSameConnection(
        connection({ keyFields: keys }),
        connection({ keyFields: keys.toReversed() }),
      ),
    ).toBe(true);
    for (const change of [
      { name: 'b' },
      { category: 'b' },
      { authType: 'b' },
      { target: 'b' },
      { metadata: { ResourceId: ID.text } },
      { keyFields: keys },
    ]) {
      expect(isSameConnection(one, connection(change))).toBe(false);
    }
  });
});
