/** At most `max` UTF-16 units, never half a character; what was cut shows as `…`. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, Math.max(0, max - 1));
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** White space of any kind, line breaks too, as one space each. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
