import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  decompressResponsePolicy,
  proxyPolicy,
} from '@azure/core-rest-pipeline';
import { AzureError, SignInError } from '../errors.ts';
import { listAt, parseJson, textAt } from '../json.ts';
import type { Tokens } from '../sign-in.ts';
import type { Transport } from '../transport.ts';

export interface Name {
  readonly name: string;
  /** The directory no longer knows the principal. */
  readonly gone: boolean;
}

/** By object id. */
export type Names = ReadonlyMap<string, Name>;

/** https://learn.microsoft.com/graph/api/directoryobject-getbyids takes this many at once. */
const AT_ONCE = 1_000;

/** Of the token that Microsoft Graph at this address takes. */
export function graphScope(graph: string): string {
  return `${graph}/.default`;
}

/**
 * Display names from Microsoft Graph, or `undefined` where it does not give them: without the right to read
 * the directory, or without Graph. An id that Graph does not return is gone.
 */
export async function readNames(
  options: { readonly graph: string; readonly tokens: Tokens; readonly transport: Transport },
  objectIds: readonly string[],
): Promise<Names | undefined> {
  const names = new Map<string, Name>();
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(proxyPolicy());
  pipeline.addPolicy(decompressResponsePolicy());
  try {
    const { token } = await options.tokens.getToken(graphScope(options.graph));
    for (let start = 0; start < objectIds.length; start += AT_ONCE) {
      const ids = objectIds.slice(start, start + AT_ONCE);
      const response = await pipeline.sendRequest(
        options.transport,
        createPipelineRequest({
          url: `${options.graph}/v1.0/directoryObjects/getByIds?$select=id,displayName`,
          method: 'POST',
          headers: createHttpHeaders({
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
          }),
          body: JSON.stringify({ ids }),
        }),
      );
      const found =
        response.status === 200
          ? listAt(parseJson(response.bodyAsText ?? '')?.value, 'value')
          : undefined;
      if (!found) return undefined;
      for (const id of ids) names.set(id, { name: id, gone: true });
      for (const item of found) {
        const id = textAt(item, 'id')?.toLowerCase();
        // Without the right to read an object Graph returns it with its id alone.
        if (id) names.set(id, { name: textAt(item, 'displayName') ?? id, gone: false });
      }
    }
    return names;
  } catch (error) {
    if (error instanceof AzureError || error instanceof SignInError) return undefined;
    throw error;
  }
}
