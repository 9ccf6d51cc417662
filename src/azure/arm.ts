import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  decompressResponsePolicy,
  proxyPolicy,
  userAgentPolicy,
  type Pipeline,
} from '@azure/core-rest-pipeline';
import { known, unknown, type Observation } from '../domain/observation.ts';
import type { Answer, ArmRequest } from './arm-request.ts';
import { AzureError, SignInError } from './errors.ts';
import { explainAnswer } from './explain-answer.ts';
import { at, listAt, parseJson } from './json.ts';
import type { Tokens } from './sign-in.ts';
import type { Transport } from './transport.ts';

/** A chain of pages longer than this is taken for endless. */
const MOST_PAGES = 1_000;

/**
 * Azure Resource Manager as raw JSON. Facts are read raw because the SDK's deserialisers drop what
 * matters here: members they do not know (a newer connection type, a key left behind an AAD label)
 * and the difference between absent and null.
 */
export class ArmClient {
  readonly endpoint: string;
  readonly #tokens: Tokens;
  readonly #transport: Transport;
  readonly #pipeline: Pipeline;

  constructor(options: {
    readonly endpoint: string;
    readonly tokens: Tokens;
    readonly transport: Transport;
    readonly userAgent: string;
  }) {
    this.endpoint = options.endpoint.replace(/(?<!\/)\/+$/, '');
    this.#tokens = options.tokens;
    this.#transport = options.transport;
    this.#pipeline = createEmptyPipeline();
    this.#pipeline.addPolicy(proxyPolicy());
    this.#pipeline.addPolicy(userAgentPolicy({ userAgentPrefix: options.userAgent }));
    this.#pipeline.addPolicy(decompressResponsePolicy());
  }

  get scope(): string {
    return `${this.endpoint}/.default`;
  }

  /** @throws AzureError for every answer that is not a success, @throws SignInError */
  async send(request: ArmRequest): Promise<Answer> {
    const url = this.#url(request);
    let token = await this.#tokens.getToken(this.scope);
    for (let attempt = 1; ; attempt += 1) {
      const pipelineRequest = createPipelineRequest({
        url,
        method: request.method ?? 'GET',
        headers: createHttpHeaders({
          accept: 'application/json',
          authorization: `Bearer ${token.token}`,
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...request.headers,
        }),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      const response = await this.#pipeline.sendRequest(this.#transport, pipelineRequest);
      const text = response.bodyAsText ?? '';
      if (response.status === 401 && attempt === 1) {
        this.#tokens.forget(this.scope, token.token);
        token = await this.#tokens.getToken(this.scope);
        continue;
      }
      const parsed = text.trim() === '' ? { value: undefined } : parseJson(text);
      if (response.status < 200 || response.status > 299) {
        throw explainAnswer({
          request,
          status: response.status,
          body: parsed?.value,
          header: (name) => response.headers.get(name),
        });
      }
      if (!parsed) {
        throw new AzureError(
          {
            kind: 'malformed',
            message: `The answer for ${request.what} was not JSON that can be read (HTTP ${response.status}, ${text.length} characters).`,
            remedy:
              'Run the step again. If it stays so, a proxy between the runner and Azure answers in its place.',
          },
          { status: response.status },
        );
      }
      return {
        status: response.status,
        body: parsed.value,
        header: (name) => response.headers.get(name),
      };
    }
  }

  /** One resource, or why it is not known. */
  async read<T>(
    request: ArmRequest,
    shape: (body: unknown) => T | undefined,
  ): Promise<Observation<T>> {
    return observe(async () => {
      const { body } = await this.send(request);
      const value = shape(body);
      if (value === undefined) throw unexpected(request);
      return value;
    });
  }

  /**
   * All pages of a list. An element that has not the expected shape makes the whole list unknown: it
   * could be the one that fails.
   */
  async list<T>(
    request: ArmRequest,
    shape: (item: unknown) => T | undefined,
  ): Promise<Observation<readonly T[]>> {
    return observe(async () => {
      const items: T[] = [];
      const seen = new Set<string>();
      let page: ArmRequest = request;
      for (;;) {
        const { body } = await this.send(page);
        const values = listAt(body, 'value');
        if (!values) throw unexpected(request);
        for (const value of values) {
          const item = shape(value);
          if (item === undefined) throw unexpected(request);
          items.push(item);
        }
        const next = at(body, 'nextLink');
        if (next === undefined || next === null || next === '') return items;
        if (typeof next !== 'string' || seen.has(next) || seen.size >= MOST_PAGES) {
          throw new AzureError({
            kind: 'malformed',
            message: `The list of ${request.what} does not end: a page points to one that was already read, or there are more than ${MOST_PAGES}.`,
            remedy: 'Run the step again; if it stays so, report it to Azure support.',
          });
        }
        seen.add(next);
        const { method, what, action, scope } = request;
        page = { path: next, what, action, scope, ...(method === undefined ? {} : { method }) };
      }
    });
  }

  #url(request: ArmRequest): string {
    const url = URL.parse(request.path, `${this.endpoint}/`);
    if (!url || hasDots(request.path)) {
      throw new AzureError({
        kind: 'malformed',
        message: `Azure gave for ${request.what} a name or an address that leads nowhere; it was not followed.`,
        remedy: 'Run the step again; if it stays so, report it to Azure support.',
      });
    }
    if (url.origin !== new URL(this.endpoint).origin) {
      throw new AzureError({
        kind: 'malformed',
        message: `Azure pointed to ${url.host} for ${request.what}, which is not ${new URL(this.endpoint).host}; no token was sent there.`,
        remedy: 'Run the step again; if it stays so, check resource-manager-endpoint.',
      });
    }
    if (request.apiVersion !== undefined) url.searchParams.set('api-version', request.apiVersion);
    for (const [name, value] of Object.entries(request.query ?? {}))
      url.searchParams.set(name, value);
    // Azure's gateway reads "+" in a filter as a plus sign, not as a space.
    url.search = url.search.replaceAll('+', '%20');
    return url.href;
  }
}

/** Turns what `ArmClient` throws into an unknown; anything else is a bug and goes on. */
export async function observe<T>(ask: () => Promise<T>): Promise<Observation<T>> {
  try {
    return known(await ask());
  } catch (error) {
    if (error instanceof AzureError || error instanceof SignInError) return unknown(error.reason);
    throw error;
  }
}

function unexpected(request: ArmRequest): AzureError {
  return new AzureError({
    kind: 'malformed',
    message: `The answer for ${request.what} lacks members that Azure documents.`,
    remedy:
      'Run the step again. If it stays so, a proxy may change the answers, or this version of the action is too old.',
  });
}

/** Would the address be another resource's, once `.` and `..` are taken out of it? */
function hasDots(path: string): boolean {
  return /(?:^|[/\\])(?:\.|%2e){1,2}(?=[/\\?#]|$)/i.test(path.split(/[?#]/, 1)[0] ?? '');
}
