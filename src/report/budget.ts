/** A part of a page whose items may be left out from the end; an item is never cut. */
export interface Section {
  readonly open: string;
  readonly items: readonly string[];
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
  const taken = new Map<Section, number>(sections.map((section) => [section, 0]));
  const take = (section: Section, most: number): void => {
    let number = taken.get(section) ?? 0;
    let room = Math.min(most, free);
    for (const item of section.items.slice(number)) {
      const length = size(item);
      if (length > room) break;
      room -= length;
      free -= length;
      number += 1;
    }
    taken.set(section, number);
  };
  for (const section of sections) take(section, Math.floor(limit * section.share));
  for (const section of sections) take(section, free);
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const number = taken.get(part) ?? 0;
      const left = part.items.length - number;
      return [
        part.open,
        ...part.items.slice(0, number),
        left > 0 ? part.left(left) : '',
        part.close,
      ].join('');
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
