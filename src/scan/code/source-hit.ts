import { WHY_KEYS, type Hit } from '../hit.ts';
import { rewrite, type RewriteName } from '../rewrites.ts';
import type { Span } from './expression.ts';

/** A failing `source-uses-entra`. */
export function sourceHit(
  span: Span,
  message: string,
  seen: string,
  rewriteName: RewriteName,
  soft = false,
  {
    also = [],
    decidedBy = [],
  }: { readonly also?: readonly Span[]; readonly decidedBy?: readonly Span[] } = {},
): Hit {
  return {
    rule: 'source-uses-entra',
    status: 'fail',
    ...(soft ? { soft } : {}),
    line: span.line,
    column: span.column,
    lines: linesOf([span, ...also]),
    ...(decidedBy.length > 0 ? { decidedBy: linesOf(decidedBy) } : {}),
    message,
    expected: 'a token credential or token provider of Entra ID',
    seen,
    why: WHY_KEYS,
    fix: rewrite(rewriteName),
  };
}

function linesOf(spans: readonly Span[]): Hit['lines'] {
  return spans.map(({ line, endLine }) => [line, endLine] as const);
}
