/** Longer lines are no directives. */
const MAX_LINE = 2_000;

/**
 * A Helm template as YAML, with the same lines: those of nothing but directives are left empty, and a value that is
 * a directive becomes a text. Anything else stays as it is, GitHub's `${{ }}` included.
 */
export function withoutHelm(text: string): string {
  if (!text.includes('{{')) return text;
  let inComment = false;
  const lines = text.split('\n').map((line) => {
    if (line.length > MAX_LINE) return line;
    const trimmed = line.trim();
    if (inComment) {
      inComment = !line.includes('*/');
      return '';
    }
    if (trimmed.startsWith('{{')) {
      inComment = /^\{\{-? ?\/\*/.test(trimmed) && !trimmed.includes('*/');
      return inComment || trimmed.endsWith('}}') ? '' : line;
    }
    const at = line.search(/[:-] \{\{/) + 2;
    const end = line.lastIndexOf('}}') + 2;
    const after = line.slice(end).trim();
    if (at < 2 || end <= at || (after !== '' && !after.startsWith('#'))) return line;
    const value = line.slice(at, end).replace(/["\\]/g, "'");
    return `${line.slice(0, at)}"${value}"${line.slice(end)}`;
  });
  return lines.join('\n');
}
