import { sourceHit } from '../code/source-hit.ts';
import type { Hit } from '../hit.ts';
import { hostOwner, isEndpointName, isGateway, keyOwner } from '../vocabulary.ts';

const HEADER = /^(api-key|ocp-apim-subscription-key|authorization)\s*:\s*(\S.*)/i;

/**
 * Requests of the REST Client format: one header a line, requests parted by `###`, variables as
 * `@name = value`. It has no grammar beyond its lines.
 */
export function judgeHttp(text: string): readonly Hit[] {
  const lines = text.split(/\r?\n/);
  const values = variablesOf(lines);
  const words = lines.flatMap((line) => line.match(/[\w.:/-]+/g) ?? []);
  const ours = words.some((word) => hostOwner(word) === 'ours' || isEndpointName(word));
  const others = words.some((word) => hostOwner(word) === 'other' || isGateway(word));
  return lines.flatMap((line, index) => {
    const header = HEADER.exec(line);
    if (!header) return [];
    const name = (header[1] ?? '').toLowerCase();
    const owners = namesIn(header[2] ?? '', values).map((word) => keyOwner(word));
    // A token travels in `Authorization` too, so that only a key's own name tells.
    const likely = name !== 'authorization' && ours && !others && !owners.includes('other');
    if (!owners.includes('ours') && !likely) return [];
    const span = { line: index + 1, column: 1, endLine: index + 1 };
    return [sourceHit(span, `The request sends a key in the header ${name}.`, name, 'http')];
  });
}

function variablesOf(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const found = /^\s*@([\w-]+)\s*=(.*)$/.exec(line);
      return found ? [[found[1] ?? '', found[2] ?? ''] as const] : [];
    }),
  );
}

/** The names that a value is made of, with those of the variables in it. */
function namesIn(value: string, values: ReadonlyMap<string, string>): readonly string[] {
  const names = value.match(/[A-Za-z_]\w+/g) ?? [];
  return names.flatMap((name) => [name, ...(values.get(name)?.match(/[A-Za-z_]\w+/g) ?? [])]);
}
