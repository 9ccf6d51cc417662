import { createHash } from 'node:crypto';
import type { GitHubEvent } from '../domain/event.ts';

/**
 * The first line of a comment or issue of ours, hidden on the page: by it the next run of the same
 * workflow, job and matrix leg finds it again. Content cannot forge it: it counts only at the very start
 * of a body, and untrusted text cannot open a comment (`escape.ts`).
 */
export function marker(kind: 'comment' | 'issue', event: GitHubEvent): string {
  const parts = [
    `workflow=${plain(event.workflowFile ?? event.workflow)}`,
    `job=${plain(event.job)}`,
    `matrix=${plain(leg(event.matrix))}`,
  ];
  return `<!-- foundry-entra-gate:${kind} ${parts.join(' ')} -->`;
}

/** Letters, digits and per cent signs: nothing that could end an HTML comment. */
function plain(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed()).replace(/[-!'()*~]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  return encoded.length <= 300
    ? encoded
    : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The values of the matrix leg, keys sorted: the runner does not promise an order. */
function leg(matrix: string): string {
  let value: unknown;
  try {
    value = JSON.parse(matrix === '' ? 'null' : matrix);
  } catch {
    return matrix;
  }
  return value === null ? '' : JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
