import type { Hit } from '../hit.ts';
import { everyIac, nameOf, type IacExpr } from './expression.ts';
import type { Declared, Template } from './template.ts';

const MAX_STEPS = 200;

/**
 * Where the parameters and variables are declared from which expressions take their value, and those that these
 * take theirs from.
 * @param file that is judged, in which everything stands unless the template says otherwise
 */
export function decidedBy(
  exprs: readonly IacExpr[],
  template: Template,
  file: string,
): Required<Pick<Hit, 'decidedBy' | 'decidedElsewhere'>> {
  const places: Declared[] = [];
  const seen = new Set<string>();
  const open = [...exprs];
  for (let next = open.pop(); next && seen.size < MAX_STEPS; next = open.pop()) {
    for (const name of everyIac(next).flatMap((one) => nameOf(one) ?? [])) {
      if (seen.has(name)) continue;
      seen.add(name);
      const value = template.parameters.get(name) ?? template.variables.get(name);
      if (value) open.push(value);
      const declared = template.declaredAt?.get(name);
      if (declared) places.push(...declared);
      else if (value) places.push({ file, lines: [value.span.line, value.span.endLine] });
    }
  }
  return {
    decidedBy: places.filter((place) => place.file === file).map(({ lines }) => lines),
    decidedElsewhere: places.filter((place) => place.file !== file),
  };
}

/** From the head of a declaration to where its last property, or one more, would stand. */
export function bodyLines(body: IacExpr, from: number): readonly [first: number, last: number] {
  const last = everyIac(body).reduce((line, { span }) => Math.max(line, span.endLine), from);
  return [from, last + 1];
}
