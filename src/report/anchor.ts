import type { Finding } from '../domain/finding.ts';
import { accountKey } from '../domain/resource-name.ts';
import type { RenderContext } from './context.ts';

export interface Anchor {
  readonly file: string;
  readonly line?: number;
}

/** Where in the repository a finding is at home: its own place, or where its account is declared. */
export function anchorOf(finding: Finding, anchors: RenderContext['anchors']): Anchor | undefined {
  if (finding.file !== undefined) {
    return finding.line === undefined
      ? { file: finding.file }
      : { file: finding.file, line: finding.line };
  }
  const key = accountKey(finding.account ?? finding.resource);
  return anchors.get(key) ?? anchors.get(key.slice(key.lastIndexOf('/') + 1));
}
