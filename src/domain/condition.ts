import { matchesWildcard } from './wildcard.ts';

/**
 * Can a condition in a role definition stand in the way of this action? The built-in roles that carry one
 * (Foundry Owner, Foundry Account Owner, Foundry Project Manager) delegate role assignment: each clause is
 * `(!(ActionMatches{'...'})) OR (...)`, true for every action it does not name. Only a condition that is
 * wholly made of such clauses, none of which names the action, is ruled out; all else may restrict.
 * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 */
export function mayRestrict(condition: string, action: string): boolean {
  const clauses = splitTopLevel(condition, 'AND');
  return !clauses?.every((clause) => sparesAction(clause, action));
}

/** Is the clause true whatever the request is, because it only speaks of other actions? */
function sparesAction(clause: string, action: string): boolean {
  const alternatives = splitTopLevel(unwrap(clause), 'OR');
  const guard = alternatives?.[0];
  if (guard === undefined || (alternatives?.length ?? 0) < 2) return false;
  const exclusions = splitTopLevel(unwrap(guard), 'AND');
  return (
    exclusions?.every((exclusion) => {
      const named = /^!\(ActionMatches\{'([^']*)'\}\)$/i.exec(
        unwrap(exclusion).replaceAll(/\s+/g, ''),
      )?.[1];
      return named !== undefined && !matchesWildcard(named, action);
    }) ?? false
  );
}

/** The parts between a word that stands outside brackets and quotes; `undefined` when brackets do not match. */
function splitTopLevel(text: string, word: 'AND' | 'OR'): readonly string[] | undefined {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if (char === '(' || char === '{' || char === '[') depth += 1;
    if (char === ')' || char === '}' || char === ']') depth -= 1;
    if (depth < 0) return undefined;
    if (depth === 0 && isWordAt(text, index, word)) {
      parts.push(text.slice(start, index));
      start = index + word.length;
    }
  }
  if (depth !== 0 || quoted) return undefined;
  parts.push(text.slice(start));
  return parts;
}

function isWordAt(text: string, index: number, word: string): boolean {
  if (text.slice(index, index + word.length).toUpperCase() !== word) return false;
  const before = text.charAt(index - 1);
  const after = text.charAt(index + word.length);
  return !/\w/.test(before) && !/\w/.test(after);
}

/** Without brackets that enclose the whole text. */
function unwrap(text: string): string {
  let inner = text.trim();
  while (inner.startsWith('(') && closes(inner) === inner.length - 1)
    inner = inner.slice(1, -1).trim();
  return inner;
}

/** Where the bracket that opens the text closes. */
function closes(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
