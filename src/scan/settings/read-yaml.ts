import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Node as YamlNode,
} from 'yaml';
import type { Setting } from './setting.ts';
import { withoutHelm } from './helm.ts';

/** A mapping of a YAML file, with the settings directly in it. */
export interface YamlMap {
  readonly path: string;
  readonly settings: ReadonlyMap<string, Setting>;
}

export interface YamlFile {
  readonly maps: readonly YamlMap[];
  /** Every scalar with the path to it; items of lists have the path of the list. */
  readonly settings: readonly Setting[];
}

const MAX_DEPTH = 60;

/** @throws {Error} when the file is no YAML that can be read to its end */
export function readYaml(text: string): YamlFile {
  const counter = new LineCounter();
  const maps: YamlMap[] = [];
  const settings: Setting[] = [];
  const visit = (node: unknown, path: string, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (isScalar(node)) {
      const at = counter.linePos((node as YamlNode).range?.[0] ?? 0);
      const value = scalarText(node.value);
      settings.push({ path, value, line: at.line, column: at.col });
    } else if (isSeq(node)) {
      for (const item of node.items) visit(item, path, depth + 1);
    } else if (isMap(node)) {
      const own = new Map<string, Setting>();
      for (const pair of node.items) {
        if (!isPair(pair)) continue;
        const key = isScalar(pair.key) ? scalarText(pair.key.value) : '';
        const below = path === '' ? key : `${path}.${key}`;
        const before = settings.length;
        visit(pair.value, below, depth + 1);
        const first = settings[before];
        if (isScalar(pair.value) && first) own.set(key, first);
      }
      maps.push({ path, settings: own });
    }
  };
  for (const document of parseAllDocuments(withoutHelm(text), {
    lineCounter: counter,
    uniqueKeys: false,
  }))
    if ('contents' in document) visit(document.contents, '', 0);
  return { maps, settings };
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
