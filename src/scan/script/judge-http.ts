import { sourceHit } from '../code/source-hit.ts';
import type { Hit } from '../hit.ts';
import { hostOwner, isEndpointName, isGateway, keyOwner } from '../vocabulary.ts';

/**
 * Requests of the REST Client format: one header a line, requests parted by `###`. It has no grammar beyond
 * its lines.
 */
export function judgeHttp(text: string): readonly Hit[] {
  const lines = text.split(/\r?\n/);
  const words = lines.flatMap((line) => line.match(/[\w.:/-]+/g) ?? []);
  const ours = words.some((word) => hostOwner(word) === 'ours' || isEndpointName(word));
  const others = words.some((word) => hostOwner(word) === 'other' || isGateway(word));
  return lines.flatMap((line, index) => {
    const header = /^(api-key|ocp-apim-subscription-key)\s*:\s*(\S+)/i.exec(line);
    if (!header) return [];
    const owners = (header[2] ?? '').match(/[A-Za-z_]\w+/g)?.map((name) => keyOwner(name)) ?? [];
    const mine = owners.includes('ours') || (ours && !others && !owners.includes('other'));
    if (!mine) return [];
    const name = (header[1] ?? '').toLowerCase();
    const span = { line: index + 1, column: 1, endLine: index + 1 };
    return [sourceHit(span, `The request sends a key in the header ${name}.`, name, 'http')];
  });
}
