const compiled = new Map<string, RegExp>();

/** Azure's action wildcard: `*` stands for any run of characters, slashes too; letter case is ignored. */
export function matchesAction(pattern: string, action: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    expression = new RegExp(`^${parts.join('.*')}$`, 'is');
    compiled.set(pattern, expression);
  }
  return expression.test(action);
}
