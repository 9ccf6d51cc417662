import type { Hit } from '../hit.ts';
import { everyIac, nameOf, type IacExpr } from './expression.ts';
import type { Template } from './template.ts';

const MAX_STEPS = 200;

/**
 * Lines of the parameters and variables from which an expression takes its value, and of those that these take
 * theirs from.
 * @param isHere tells whether the template's parameter or variable of that name stands in the file judged: a
 * Terraform module has several
 */
export function decidingLines(
  expr: IacExpr | undefined,
  template: Template,
  isHere: (name: string) => boolean,
): Hit['lines'] {
  const lines: (readonly [number, number])[] = [];
  const seen = new Set<string>();
  const open = expr ? [expr] : [];
  for (let next = open.pop(); next && seen.size < MAX_STEPS; next = open.pop()) {
    for (const name of everyIac(next).flatMap((one) => nameOf(one) ?? [])) {
      if (seen.has(name)) continue;
      seen.add(name);
      const value = template.parameters.get(name) ?? template.variables.get(name);
      if (!value) continue;
      open.push(value);
      if (isHere(name)) lines.push([value.span.line, value.span.endLine]);
    }
  }
  return lines;
}

/** From the head of a declaration to where its last property, or one more, would stand. */
export function bodyLines(body: IacExpr, from: number): readonly [first: number, last: number] {
  const last = everyIac(body).reduce((line, { span }) => Math.max(line, span.endLine), from);
  return [from, last + 1];
}
