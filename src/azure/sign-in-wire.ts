import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { AzureError } from './errors.ts';
import { isObject } from './json.ts';

/**
 * Passes requests of the identity library on, and keeps what the library's own errors lose: the cause of
 * a network failure, and the AADSTS code of a refusal it only reports as "endpoints cannot be resolved".
 */
export class SignInWire implements HttpClient {
  readonly #inner: HttpClient;
  /** The authority's description, asked for by every token request that starts before it is known. */
  readonly #descriptions = new Map<string, Promise<PipelineResponse>>();
  #lastFailure: AzureError | undefined;
  #lastRefusal: string | undefined;
  /** In words, where the last answer was none that the library can make sense of. */
  #lastOddity: string | undefined;

  constructor(inner: HttpClient) {
    this.#inner = inner;
  }

  sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    if (request.method !== 'GET' || !request.url.includes('/.well-known/'))
      return this.#send(request);
    const asked = this.#descriptions.get(request.url) ?? this.#send(request);
    this.#descriptions.set(request.url, asked);
    const forget = (): void => {
      this.#descriptions.delete(request.url);
    };
    asked.then((response) => {
      if (response.status !== 200) forget();
    }, forget);
    return asked;
  }

  async #send(request: PipelineRequest): Promise<PipelineResponse> {
    try {
      const response = await this.#inner.sendRequest(request);
      const body = response.bodyAsText ?? '';
      if (response.status >= 400) this.#lastRefusal = refusalOf(body);
      this.#lastOddity = oddityOf(request.url, response.status, body);
      return response;
    } catch (error) {
      if (error instanceof AzureError) this.#lastFailure = error;
      throw error;
    }
  }

  /** The best account of why the last sign-in failed. */
  cause(error: unknown): unknown {
    if (this.#lastFailure) return this.#lastFailure;
    const text = error instanceof Error ? error.message : String(error);
    if (/AADSTS\d/.test(text)) return error;
    if (this.#lastRefusal !== undefined) return new Error(this.#lastRefusal, { cause: error });
    return this.#lastOddity === undefined ? error : new Error(this.#lastOddity);
  }
}

/** `HOST answered HTTP 404 and no reason`; the library's own words for it are made for its developers. */
function oddityOf(url: string, status: number, body: string): string | undefined {
  const { host } = new URL(url);
  const json = isJsonObject(body);
  if (status >= 400 && refusalOf(body) === undefined) {
    return `${host} answered HTTP ${status} and no reason`;
  }
  return json ? undefined : `${host} answered HTTP ${status} with something that is not JSON`;
}

function isJsonObject(body: string): boolean {
  try {
    return isObject(JSON.parse(body));
  } catch {
    return false;
  }
}

/** Entra's own words, when the body has them. */
function refusalOf(body: string): string | undefined {
  return /AADSTS\d+[^"\\]*/.exec(body)?.[0];
}
