import {
  createHttpHeaders,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { startSandbox } from '../../../sandbox/index.ts';
import { IDS, RESOURCE_IDS } from '../../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../../sandbox/worlds/legacy.ts';
import { ArmClient } from '../../../src/azure/arm.ts';
import { Prober } from '../../../src/azure/probes.ts';
import { Tokens } from '../../../src/azure/sign-in.ts';
import { systemClock } from '../../../src/azure/clock.ts';
import { Transport } from '../../../src/azure/transport.ts';
import { CLOUDS, type Cloud } from '../../../src/domain/cloud.ts';
import type { Azure } from '../../../src/pipeline/connect.ts';
import { ask } from '../../sandbox/support/wire.ts';
import { tokenFor, COGNITIVE, FOUNDRY } from '../../sandbox/support/session.ts';

/** Of the recording too: the activity log refuses to look far back. */
export const NOW = new Date();
export const ENDPOINT = 'https://contoso-ai.openai.azure.com';
export const TOKEN = 'a-token-that-only-azure-may-see';

export interface Recorded {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Answers by what was asked: method, address, body. */
export type Recording = ReadonlyMap<string, Recorded>;

export function keyOf({ method, url, body, headers }: PipelineRequest): string {
  // The same address is asked with a token and with a made-up key.
  const credential = headers.has('authorization') ? 'token' : 'key';
  return [method, url, credential, typeof body === 'string' ? body : ''].join(' ');
}

/** A transport that hands each request to a function. */
export class Answering extends Transport {
  readonly #answer: (request: PipelineRequest) => Promise<Recorded> | Recorded;

  constructor(answer: (request: PipelineRequest) => Promise<Recorded> | Recorded) {
    super({ concurrency: 16, clock: systemClock, log: () => undefined, mayCall: () => false });
    this.#answer = answer;
  }

  override async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const { status, headers, text } = await this.#answer(request);
    return { request, status, headers: createHttpHeaders(headers), bodyAsText: text };
  }
}

class OneToken extends Tokens {
  readonly #token: (scope: string) => Promise<string>;

  constructor(transport: Transport, token: (scope: string) => Promise<string>) {
    super({
      settings: { auth: 'oidc', clientId: '', tenantId: '', audience: '' },
      cloud: CLOUDS.AzureCloud,
      httpClient: transport,
      getAssertion: () => Promise.resolve(''),
      mask: () => undefined,
    });
    this.#token = token;
  }

  override async getToken(scopes: string | string[]) {
    const token = await this.#token(String(scopes));
    return { token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
  }

  override ownObjectId(): Promise<string> {
    return Promise.resolve(IDS.ci);
  }
}

/** All that asks Azure, with answers and tokens from functions. */
export function azureOf(
  cloud: Cloud,
  answer: (request: PipelineRequest) => Promise<Recorded> | Recorded,
  inferenceHosts: readonly string[] = [],
  token: (scope: string) => Promise<string> = () => Promise.resolve(TOKEN),
): Azure {
  const transport = new Answering(answer);
  const tokens = new OneToken(transport, token);
  return {
    transport,
    tokens,
    arm: new ArmClient({ endpoint: cloud.resourceManager, tokens, transport, userAgent: 'test' }),
    prober: new Prober({ tokens, transport, cloud, inferenceHosts }),
    getReady: () => undefined,
  };
}

/**
 * What the sandbox answers to one run of `work`, moved to the hosts of the public cloud: answers to start
 * from, which grow with what the action asks.
 */
export async function record(work: (azure: Azure) => Promise<unknown>): Promise<Recording> {
  const world = legacyWorld();
  world.policyAssignments.push({
    scope: RESOURCE_IDS.resourceGroup,
    name: 'deny-keys',
    policyDefinitionId:
      '/providers/Microsoft.Authorization/policyDefinitions/71ef260a-8f18-47b7-abcb-62d0673d94dc',
    parameters: { effect: { value: 'Deny' } },
  });
  world.denyAssignments.push({
    name: 'd3a10000-1111-4222-8333-000000000001',
    denyAssignmentName: 'nothing that matters',
    scope: RESOURCE_IDS.account,
    permissions: [{ actions: ['*/delete'], notActions: [], dataActions: [], notDataActions: [] }],
    principals: [{ id: IDS.developers, type: 'Group' }],
  });
  const sandbox = await startSandbox(world);
  const recording = new Map<string, Recorded>();
  try {
    const [account] = world.accounts;
    if (!account) throw new Error('the world holds no account');
    const own = sandbox.endpointOf(account);
    const outside = (text: string): string =>
      text
        .replaceAll(sandbox.urls.arm, CLOUDS.AzureCloud.resourceManager)
        .replaceAll(own, ENDPOINT);
    const inside = (url: string): string =>
      url
        .replace(CLOUDS.AzureCloud.graph, sandbox.urls.arm)
        .replace(CLOUDS.AzureCloud.resourceManager, sandbox.urls.arm)
        .replace(ENDPOINT, own);
    const scopes: Record<string, string> = {
      [CLOUDS.AzureCloud.cognitiveScope]: COGNITIVE,
      [CLOUDS.AzureCloud.foundryScope]: FOUNDRY,
    };
    const azure = azureOf(
      CLOUDS.AzureCloud,
      async (request) => {
        const answer = await ask(sandbox, inside(request.url), {
          method: request.method,
          headers: request.headers.toJSON(),
          ...(typeof request.body === 'string' ? { body: request.body } : {}),
        });
        const recorded = {
          url: request.url,
          status: answer.status,
          headers: {},
          text: outside(answer.text),
        };
        recording.set(keyOf(request), recorded);
        return recorded;
      },
      [],
      (scope) => tokenFor(sandbox, scopes[scope] ?? sandbox.urls.arm),
    );
    await work(azure);
  } finally {
    await sandbox.close();
  }
  return recording;
}
