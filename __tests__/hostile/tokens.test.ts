import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createPipelineRequest } from '@azure/core-rest-pipeline';
import fc from 'fast-check';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { AzureError } from '../../src/azure/errors.ts';
import { systemClock } from '../../src/azure/clock.ts';
import { Transport } from '../../src/azure/transport.ts';
import { patchAccount } from '../../src/azure/writers/account.ts';
import { ArmId } from '../../src/domain/arm-id.ts';
import { CLOUDS, mayReceiveToken } from '../../src/domain/cloud.ts';
import { connect } from '../../src/pipeline/connect.ts';
import { runs } from './support/effort.ts';
import { azureOf } from './support/recording.ts';
import { hostileText } from './support/values.ts';
import { settingsFor } from './support/whole-run.ts';

/** Addresses that look like Azure's to a hasty reader. */
const ELSEWHERE = [
  'https://evil.example/',
  'https://contoso-ai.openai.azure.com@evil.example/',
  'https://contoso-ai.openai.azure.com:x@evil.example/',
  'https://contoso-ai.openai.azure.com.evil.example/',
  'https://evil.example/contoso-ai.openai.azure.com/',
  'https://evil.example?contoso-ai.openai.azure.com',
  'https://evil.example#.openai.azure.com',
  'https://evil.example\\.openai.azure.com/',
  'https://evilopenai.azure.com/',
  'https://openai.azure.com/',
  'https://contoso-ai.openai.azure.com./',
  'https://contoso-ai.openai.azure.com%2eevil.example/',
  'https://contoso-ai.openai.azure.c\u043em/',
  'https://contoso-ai.openai\u3002azure\u3002com.evil.example/',
  'http://contoso-ai.openai.azure.com/',
  'ftp://contoso-ai.openai.azure.com/',
  'https://user:pass@contoso-ai.openai.azure.com/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://2130706433/',
  'https://169.254.169.254/metadata/identity/oauth2/token',
  'https://localhost/',
  'https://management.azure.com.evil.example/',
  'https://contoso-ai.azurewebsites.net/',
  'https://contoso-ai.blob.core.windows.net/',
  'mailto:x@contoso-ai.openai.azure.com',
  'javascript:x',
  '',
];

describe('a token', () => {
  it.each(ELSEWHERE)('is not for %j', (url) => {
    for (const cloud of Object.values(CLOUDS)) {
      expect(mayReceiveToken(url, cloud, [])).toBe(false);
      expect(mayReceiveToken(url, cloud, ['*.ai.contoso.internal'])).toBe(false);
    }
  });

  it('is for the suffixes of the cloud and for the hosts that the step names', () => {
    const { AzureCloud, AzureUSGovernment } = CLOUDS;
    expect(mayReceiveToken('https://a.openai.azure.com/', AzureCloud, [])).toBe(true);
    expect(mayReceiveToken('https://A.OPENAI.azure.com', AzureCloud, [])).toBe(true);
    expect(mayReceiveToken('https://a.openai.azure.com/', AzureUSGovernment, [])).toBe(false);
    const own = ['*.ai.contoso.internal'];
    expect(mayReceiveToken('https://x.ai.contoso.internal/', AzureCloud, own)).toBe(true);
    expect(mayReceiveToken('https://x.ai.contoso.internal.evil.example/', AzureCloud, own)).toBe(
      false,
    );
  });

  it('is for no host that does not end in a suffix, however the address is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true }), hostileText),
        fc.constantFrom('', 'https://', 'https://x.openai.azure.com', '.openai.azure.com', '@'),
        (url, beside) => {
          for (const text of [url, beside + url, url + beside]) {
            if (!mayReceiveToken(text, CLOUDS.AzureCloud, [])) continue;
            const { protocol, hostname } = new URL(text);
            expect(protocol).toBe('https:');
            expect(hostname).toMatch(/\.(openai|cognitiveservices|services\.ai)\.azure\.com$/);
          }
        },
      ),
      runs(500),
    );
  });

  it.each(ELSEWHERE.filter((url) => URL.canParse(url)))(
    'is not sent to %j by what sends everything',
    async (url) => {
      const { transport } = connect(settingsFor('check').inputs, {
        getAssertion: () => Promise.reject(new Error('not asked for')),
        mask: () => undefined,
        log: () => undefined,
        env: {},
      });
      const headers = { authorization: 'Bearer x' };
      const request = createPipelineRequest({ url, allowInsecureConnection: true });
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      await expect(transport.sendRequest(request)).rejects.toThrow(AzureError);
      expect(transport.stats.requests).toBe(0);
    },
  );
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'with HTTP %d is an answer, and is not followed',
    async (status) => {
      await using elsewhere = await Host.start((_, response) => response.end('{}'));
      await using azure = await Host.start((_, response) => {
        response.writeHead(status, { location: elsewhere.url }).end();
      });
      const transport = new Transport({
        concurrency: 1,
        clock: systemClock,
        log: () => undefined,
        mayCall: () => true,
      });
      const answer = await transport.sendRequest(
        createPipelineRequest({ url: azure.url, allowInsecureConnection: true }),
      );
      expect(answer.status).toBe(status);
      expect(elsewhere.asked).toBe(0);
    },
  );
});

describe('the address of an operation that takes long', () => {
  const account = { id: RESOURCE_IDS.account, properties: { provisioningState: 'Succeeded' } };

  it.each(
    ['azure-asyncoperation', 'location'].flatMap((header) =>
      ['http://[', ...ELSEWHERE.filter((url) => url !== '')].map((url) => [header, url] as const),
    ),
  )('in %s at %j is not asked, and the change is told as unfinished', async (header, url) => {
    const asked: string[] = [];
    const { arm } = azureOf(CLOUDS.AzureCloud, (request) => {
      asked.push(request.url);
      return request.method === 'PATCH'
        ? { url: request.url, status: 202, headers: { [header]: url }, text: '' }
        : { url: request.url, status: 200, headers: {}, text: JSON.stringify(account) };
    });
    const clock = { ...systemClock, sleep: () => Promise.resolve() };
    const change = patchAccount(
      { arm, clock, mask: () => undefined },
      ArmId.of(RESOURCE_IDS.account),
      { disableLocalAuth: true },
    );
    await expect(change).rejects.toThrow(AzureError);
    expect(asked.map((one) => new URL(one).host)).toEqual(['management.azure.com']);
  });
});

class Host implements AsyncDisposable {
  asked = 0;
  readonly #server;

  private constructor(answer: (request: IncomingMessage, response: ServerResponse) => void) {
    this.#server = createServer((request, response) => {
      this.asked += 1;
      answer(request, response);
    });
  }

  static async start(
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<Host> {
    const host = new Host(answer);
    await new Promise<void>((resolve) => host.#server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
