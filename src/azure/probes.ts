import { randomBytes } from 'node:crypto';
import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  decompressResponsePolicy,
  proxyPolicy,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import type { Account, Deployment } from '../domain/account.ts';
import { clip, onOneLine } from '../domain/clip.ts';
import { mayReceiveToken, type Cloud } from '../domain/cloud.ts';
import { known, unknown, type Observation } from '../domain/observation.ts';
import type { ProbeAnswer } from '../domain/probe.ts';
import { classify, dataActionOf } from '../domain/probe-classify.ts';
import { observe } from './arm.ts';
import { errorParts } from './explain-answer.ts';
import { parseJson } from './json.ts';
import { probeRequest, type ProbeRequest } from './probe-requests.ts';
import type { Tokens } from './sign-in.ts';
import type { Transport } from './transport.ts';

/** Live calls to an account's inference endpoint. They cost no tokens: see `probe-requests.ts`. */
export class Prober {
  readonly #tokens: Tokens;
  readonly #transport: Transport;
  readonly #cloud: Cloud;
  readonly #inferenceHosts: readonly string[];
  readonly #pipeline: Pipeline;

  constructor(options: {
    readonly tokens: Tokens;
    readonly transport: Transport;
    readonly cloud: Cloud;
    readonly inferenceHosts: readonly string[];
  }) {
    this.#tokens = options.tokens;
    this.#transport = options.transport;
    this.#cloud = options.cloud;
    this.#inferenceHosts = options.inferenceHosts;
    this.#pipeline = createEmptyPipeline();
    this.#pipeline.addPolicy(proxyPolicy());
    this.#pipeline.addPolicy(decompressResponsePolicy());
  }

  /**
   * With an Entra token. The audience goes by the kind of endpoint; where the service names another one,
   * that one is tried once. No answers at all: no probe fits this kind of account.
   */
  entra(
    account: Account,
    deployments: readonly Deployment[],
  ): Promise<Observation<readonly ProbeAnswer[]>> {
    return this.#ask(account, deployments, async (request) => {
      const { cognitiveScope, foundryScope } = this.#cloud;
      const scopes =
        request.endpoint === 'foundry'
          ? [foundryScope, cognitiveScope]
          : [cognitiveScope, foundryScope];
      const answers: ProbeAnswer[] = [];
      for (const scope of scopes) {
        const answer = await this.#withToken(request, scope);
        answers.push(answer);
        if (answer.verdict !== 'wrong-audience') break;
      }
      return answers;
    });
  }

  /** With a key that was never issued: asks how keys are answered, and reads none. */
  key(
    account: Account,
    deployments: readonly Deployment[],
  ): Promise<Observation<readonly ProbeAnswer[]>> {
    return this.#ask(account, deployments, async (request) => {
      const madeUp = randomBytes(16).toString('hex');
      return [await this.#send(request, { [request.keyHeader]: madeUp }, 'key', undefined)];
    });
  }

  async #ask(
    account: Account,
    deployments: readonly Deployment[],
    ask: (request: ProbeRequest) => Promise<readonly ProbeAnswer[]>,
  ): Promise<Observation<readonly ProbeAnswer[]>> {
    const request = probeRequest(account, deployments);
    if (!request) return known([]);
    return this.#refuse(request) ?? observe(() => ask(request));
  }

  /**
   * The gateway answers the same to a token for another audience and to one that has expired or was revoked;
   * a new token tells them apart.
   */
  async #withToken(request: ProbeRequest, scope: string): Promise<ProbeAnswer> {
    const { token } = await this.#tokens.getToken(scope);
    const answer = await this.#send(request, { authorization: `Bearer ${token}` }, 'token', scope);
    const mayBeOld = answer.verdict === 'wrong-audience' || answer.verdict === 'undecided';
    if (answer.status !== 401 || !mayBeOld) return answer;
    this.#tokens.forget(scope, token);
    const { token: newToken } = await this.#tokens.getToken(scope);
    return this.#send(request, { authorization: `Bearer ${newToken}` }, 'token', scope);
  }

  async #send(
    probe: ProbeRequest,
    credential: Readonly<Record<string, string>>,
    sent: 'token' | 'key',
    audience: string | undefined,
  ): Promise<ProbeAnswer> {
    const response = await this.#pipeline.sendRequest(
      this.#transport,
      createPipelineRequest({
        url: probe.url.href,
        method: probe.method,
        disableKeepAlive: true,
        headers: createHttpHeaders({
          accept: 'application/json',
          ...(probe.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...credential,
        }),
        ...(probe.body === undefined ? {} : { body: JSON.stringify(probe.body) }),
      }),
    );
    const body = response.bodyAsText ?? '';
    const verdict = classify({ status: response.status, body }, sent);
    const dataAction = verdict === 'role-missing' ? dataActionOf(body) : undefined;
    return {
      request: `${probe.method} ${probe.url.pathname}`,
      host: probe.url.host,
      ...(audience === undefined ? {} : { audience }),
      status: response.status,
      answer: summary(body, response.status),
      verdict,
      ...(dataAction === undefined ? {} : { dataAction }),
    };
  }

  #refuse(request: ProbeRequest): Observation<never> | undefined {
    if (mayReceiveToken(request.url.href, this.#cloud, this.#inferenceHosts)) return undefined;
    const { hostname } = request.url;
    const regional = this.#cloud.regionalSuffixes.some((suffix) => hostname.endsWith(`.${suffix}`));
    return unknown(
      regional
        ? {
            kind: 'unavailable',
            message: `The account has only the regional endpoint ${hostname}, which takes no Entra token.`,
            remedy: 'Give the account a custom subdomain (rule custom-subdomain).',
          }
        : {
            kind: 'unavailable',
            message: `The inference endpoint ${hostname} is not a host of ${this.#cloud.name}, so it was not called.`,
            remedy: `If it belongs to your private cloud, add it to the input inference-hosts.`,
          },
    );
  }
}

/** Code and message of the answer in one short line; never the answer itself, which can hold model output. */
function summary(body: string, status: number): string {
  const parsed = parseJson(body);
  if (!parsed) return body.trim() === '' ? '' : `${body.length} characters that are not JSON`;
  const { code, message } = errorParts(parsed.value);
  // The code is often the status, which is said beside it.
  const parts = [code, message].filter((part) => part !== '' && part !== String(status));
  return clip(onOneLine(parts.join(': ')), 240);
}
