import { parse } from 'yaml';

/** One input or output as `action.yml` describes it. */
interface Described {
  readonly name: string;
  readonly description: string;
  readonly default: string | undefined;
}

/** Set by the runner, not by people: it needs no row. */
const NOT_FOR_PEOPLE = new Set(['matrix']);

/** The tables of inputs and outputs, as Markdown. @throws Error for an entry without description */
export function actionTables(actionYaml: string): {
  readonly inputs: string;
  readonly outputs: string;
} {
  const action: unknown = parse(actionYaml);
  return {
    inputs: table(
      ['Input', 'Default', 'Meaning'],
      entries(action, 'inputs').map((input) => [
        code(input.name),
        input.default === undefined ? '' : code(input.default),
        sentence(input.description),
      ]),
    ),
    outputs: table(
      ['Output', 'Meaning'],
      entries(action, 'outputs').map(({ name, description }) => [
        code(name),
        sentence(description),
      ]),
    ),
  };
}

/**
 * The page with the text between `<!-- NAME:begin -->` and `<!-- NAME:end -->` replaced.
 * @throws Error when the page lacks a marker
 */
export function between(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page lacks the markers ${begin} and ${end}.`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

function entries(action: unknown, kind: 'inputs' | 'outputs'): readonly Described[] {
  const map = member(action, kind);
  if (typeof map !== 'object' || map === null) throw new Error(`action.yml has no ${kind}.`);
  return Object.entries(map)
    .filter(([name]) => !NOT_FOR_PEOPLE.has(name))
    .map(([name, entry]) => {
      const description = member(entry, 'description');
      if (typeof description !== 'string' || description.trim() === '') {
        throw new Error(`action.yml describes ${name} with no word.`);
      }
      const value = member(entry, 'default');
      return { name, description, default: typeof value === 'string' ? value : undefined };
    });
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (Reflect.get(value, name) as unknown)
    : undefined;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** A description on one line, safe in a cell; file patterns such as `**` stay as they are. */
function sentence(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll(/[|*<]/g, '\\$&');
}
