/** A list whose items are made when they are asked for: of most of them a page shows none. */
export interface Items {
  readonly length: number;
  at(index: number): string | undefined;
}

/** The rendered form of a list, item by item as they are asked for. */
export function rendered<T>(list: readonly T[], render: (item: T, index: number) => string): Items {
  return {
    length: list.length,
    at: (index) => {
      const item = list[index];
      return item === undefined ? undefined : render(item, index);
    },
  };
}

/** A part of a page whose items may be left out from the end; an item is never cut. */
export interface Section {
  readonly open: string;
  readonly items: Items;
  readonly close: string;
  /** What stands after the items when `left` of them are missing. */
  readonly left: (left: number) => string;
  /** Share of the whole that it may take before the others have had theirs (0 to 1). */
  readonly share: number;
}

/**
 * Joins the parts of a page within a limit. Text stands whatever happens, so it must be short. Sections
 * take items in order, first within their share and then from what the others did not need, so that a
 * long table does not push out what follows it.
 * @param size of a text in the unit of the limit; additive over concatenation
 * @throws RangeError when the fixed text alone is over the limit: a defect of the caller
 */
export function fit(
  parts: readonly (string | Section)[],
  limit: number,
  size: (text: string) => number,
): string {
  const sections = parts.filter((part) => typeof part !== 'string');
  const fixed = parts.map((part) =>
    typeof part === 'string'
      ? size(part)
      : size(part.open) + size(part.close) + size(part.left(part.items.length)),
  );
  let free = limit - fixed.reduce((sum, length) => sum + length, 0);
  if (free < 0) throw new RangeError('the fixed text of a page is longer than its limit');
  const taken = new Map<Section, string[]>(sections.map((section) => [section, []]));
  const take = (section: Section, most: number): void => {
    const items = taken.get(section) ?? [];
    let room = Math.min(most, free);
    while (items.length < section.items.length) {
      const item = section.items.at(items.length) ?? '';
      const length = size(item);
      if (length > room) break;
      room -= length;
      free -= length;
      items.push(item);
    }
  };
  for (const section of sections) take(section, Math.floor(limit * section.share));
  for (const section of sections) take(section, free);
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const items = taken.get(part) ?? [];
      const left = part.items.length - items.length;
      return [part.open, ...items, left > 0 ? part.left(left) : '', part.close].join('');
    })
    .join('');
}

export function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** GitHub counts characters; UTF-16 units are never fewer. */
export function characters(text: string): number {
  return text.length;
}

/** GitHub refuses a step summary above this. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
export const SUMMARY_BYTES = 1024 * 1024;
/** Of a comment's and an issue's body. */
export const BODY_CHARACTERS = 65_536;
