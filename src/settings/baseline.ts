import type { BaselineEntry } from '../domain/baseline.ts';
import { RULE_IDS } from '../domain/finding.ts';

const MAX_CHARACTERS = 256 * 1024 * 1024;
const STATUSES = ['pass', 'fail', 'unknown', 'exempt', 'skipped'] as const;

/** The findings of an earlier JSON report, or what is wrong with the file. */
export function readBaseline(
  text: string,
  file: string,
):
  | { readonly ok: true; readonly entries: readonly BaselineEntry[] }
  | { readonly ok: false; readonly errors: readonly string[] } {
  const wrong = (problem: string): { readonly ok: false; readonly errors: readonly string[] } => ({
    ok: false,
    errors: [`${file}: ${problem}. A baseline is a JSON report of an earlier run (report-file).`],
  });
  if (text.length > MAX_CHARACTERS) return wrong('the file is larger than 256 MiB');
  let report: unknown;
  try {
    report = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return wrong(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (member(report, 'version') !== 1) return wrong('"version" is not 1');
  const findings = member(report, 'findings');
  if (!Array.isArray(findings)) return wrong('"findings" is not a list');
  const entries: BaselineEntry[] = [];
  for (const [index, finding] of findings.entries()) {
    const entry = readEntry(finding);
    if (!entry) return wrong(`findings[${index}] is not a finding`);
    entries.push(entry);
  }
  return { ok: true, entries };
}

function readEntry(finding: unknown): BaselineEntry | undefined {
  const rule = RULE_IDS.find((id) => id === member(finding, 'rule'));
  const status = STATUSES.find((name) => name === member(finding, 'status'));
  const resource = member(finding, 'resource');
  const message = member(finding, 'message');
  const file = member(finding, 'file');
  const account = member(finding, 'account');
  if (!rule || !status || typeof resource !== 'string' || typeof message !== 'string') {
    return undefined;
  }
  const principals = member(finding, 'principals');
  if (file !== undefined && typeof file !== 'string') return undefined;
  if (account !== undefined && typeof account !== 'string') return undefined;
  if (principals !== undefined && !isTexts(principals)) return undefined;
  return {
    rule,
    status,
    resource,
    message,
    ...(file !== undefined && { file }),
    ...(account !== undefined && { account }),
    ...(principals !== undefined && { principals }),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (Reflect.get(value, name) as unknown)
    : undefined;
}
