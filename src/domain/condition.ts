/**
 * Can a condition in a role definition stand in the way of an action? The built-in roles that carry one
 * (Foundry Owner, Foundry Account Owner, Foundry Project Manager) delegate role assignment: each clause is
 * `(!(ActionMatches{'...'})) OR (...)`, true for every action it does not name. Only a condition that is
 * wholly made of such clauses, none of which names the action, is ruled out; all else may restrict. Brackets
 * that do not match leave a clause or a side of it that is not enclosed, which is not of this form.
 * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 *
 * @param names does a pattern of the condition, such as `Microsoft.Authorization/*`, name the action?
 */
export function mayRestrict(condition: string, names: (pattern: string) => boolean): boolean {
  return !splitTopLevel(condition, AND).every((clause) => sparesAction(clause, names));
}

const AND = /\bAND\b/gi;
const OR = /\bOR\b/gi;

/** Is the clause true whatever the request is, because it only speaks of other actions? */
function sparesAction(clause: string, names: (pattern: string) => boolean): boolean {
  const [guard = '', ...others] = splitTopLevel(unwrap(clause), OR);
  // Without brackets of its own, the other side could bind the guard by another word.
  if (others.length === 0 || !others.every(isBracketed)) return false;
  return splitTopLevel(unwrap(guard), AND).every((exclusion) => {
    const named = /^!\(ActionMatches\{'([^']*)'\}\)$/i.exec(
      unwrap(exclusion).replaceAll(/\s/g, ''),
    )?.[1];
    return named !== undefined && !names(named);
  });
}

/** The parts between a word that stands outside brackets and quotes. */
function splitTopLevel(text: string, word: RegExp): readonly string[] {
  const depths = depthsOf(text);
  const parts: string[] = [];
  let start = 0;
  for (const found of text.matchAll(word)) {
    if (depths[found.index] !== 0) continue;
    parts.push(text.slice(start, found.index));
    start = found.index + found[0].length;
  }
  return [...parts, text.slice(start)];
}

/** Without brackets that enclose the whole text. */
function unwrap(text: string): string {
  let inner = text.trim();
  while (isBracketed(inner)) inner = inner.slice(1, -1).trim();
  return inner;
}

/** Does one pair of brackets enclose the whole text? */
function isBracketed(text: string): boolean {
  const inner = text.trim();
  return inner.startsWith('(') && depthsOf(inner).indexOf(0) === inner.length - 1;
}

/** After each UTF-16 unit: how many brackets and quotes are open. */
function depthsOf(text: string): readonly number[] {
  let depth = 0;
  let quoted = false;
  return text.split('').map((character) => {
    if (character === "'") quoted = !quoted;
    else if (!quoted && '({['.includes(character)) depth += 1;
    else if (!quoted && ')}]'.includes(character)) depth -= 1;
    return quoted ? depth + 1 : depth;
  });
}
