import type { GitHubEvent } from '../domain/event.ts';
import { FIX_LABELS, readFix, type Finding, type FixLabel } from '../domain/finding.ts';
import { resourceName } from '../domain/resource-name.ts';
import type { Bundle } from './bundle.ts';
import { DOCS, type RenderContext } from './context.ts';
import { code, codeBlock, htmlCode, link, text, urlPath } from './escape.ts';
import { evidenceLines } from './evidence-lines.ts';

/** One sign per kind of finding; the words beside it say the same. */
export function sign(finding: Pick<Finding, 'severity' | 'status'>): string {
  if (finding.status === 'unknown') return '❓';
  return { error: '❌', warning: '⚠️', note: 'ℹ️' }[finding.severity];
}

/** Findings of one cause as one line that unfolds to evidence and fix; HTML and Markdown in turns, as GitHub reads them. */
export function findingItem(
  { first, all }: Bundle,
  context: RenderContext,
  options: { readonly open: boolean } = { open: false },
): string {
  const rules = [...new Set(all.map(({ rule }) => rule))];
  const places = [...new Set(all.map(placeName))];
  const what = rules.length === 1 ? htmlCode(first.rule) : `<b>(${rules.length} rules)</b>`;
  return [
    `<details${options.open ? ' open' : ''}><summary>${sign(first)} <b>${text(placeName(first), 300)}</b> ${text(first.message, 600)} ${what}</summary>`,
    ...(rules.length > 1 ? [`So for ${rules.map((rule) => code(rule)).join(', ')}.`] : []),
    ...(places.length > 1
      ? [
          `And for ${places
            .slice(1, 50)
            .map((place) => text(place, 200))
            .join(', ')}.`,
        ]
      : []),
    ...evidenceBlock(evidenceLines(first, rules.length > 1)),
    ...fixBlock(first.fix),
    links(first, context),
    '</details>\n\n',
  ].join('\n\n');
}

/** `src/app.py:12`, or the resource as people call it. */
export function placeName(finding: Pick<Finding, 'file' | 'line' | 'resource'>): string {
  if (finding.file === undefined) return resourceName(finding.resource);
  return finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
}

/** What to do, in one sentence; empty when nothing is known. */
export function whatToDo(finding: Finding): string {
  return finding.fix === undefined ? '' : readFix(finding.fix).say;
}

function evidenceBlock(lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, 60).map((line) => {
    const label = /^(Expected|Seen|Why): /.exec(line);
    return label
      ? `- **${label[1] ?? ''}:** ${text(line.slice(label[0].length), 1000)}`
      : `- ${text(line, 1000)}`;
  });
  const left = lines.length - shown.length;
  return [[...shown, ...(left > 0 ? [`- and ${left} more in the JSON report`] : [])].join('\n')];
}

const LANGUAGES: Readonly<Partial<Record<FixLabel, string>>> = {
  az: 'sh',
  Bicep: 'bicep',
  Terraform: 'hcl',
  Code: '',
};

function fixBlock(fix: string | undefined): readonly string[] {
  if (fix === undefined || fix === '') return [];
  const parts = readFix(fix);
  const blocks = FIX_LABELS.flatMap((label) => {
    const part = parts[label];
    if (part === undefined) return [];
    const language = LANGUAGES[label];
    if (language !== undefined) return [codeBlock(part, language)];
    return label === 'Docs'
      ? [part.split(/\s+/).map(docsLink).join(' ')]
      : [`**${label}:** ${text(part, 1500)}`];
  });
  return [`**Fix:** ${text(parts.say, 1500)}`, ...blocks];
}

/** The sites that our own texts point at; any other address in a text is shown and not linked. */
const DOCS_SITES: readonly string[] = ['learn.microsoft.com', 'docs.github.com'];

function docsLink(url: string): string {
  const known = URL.canParse(url) && DOCS_SITES.includes(new URL(url).host);
  return known ? link(text(url, 300), url) : text(url, 300);
}

function links(finding: Finding, context: RenderContext): string {
  const rule = link(`Rule ${code(finding.rule)}`, `${DOCS}/rules/${finding.rule}.md`);
  const place =
    finding.file === undefined
      ? portalLink(finding.resource, context)
      : link(code(placeName(finding)), fileUrl(finding, context.event));
  return place === undefined ? rule : `${rule} · ${place}`;
}

/** The file at the commit that was scanned. */
export function fileUrl(
  place: { readonly file?: string; readonly line?: number },
  event: GitHubEvent,
): string {
  const head = event.pullRequest?.headSha ?? '';
  const commit = head === '' ? event.sha : head;
  const line = place.line === undefined ? '' : `#L${place.line}`;
  return `${event.serverUrl}/${event.owner}/${event.repository}/blob/${commit}/${urlPath(place.file ?? '')}${line}`;
}

/** Only ARM ids have a page in the portal. */
function portalLink(resource: string, { portal }: RenderContext): string | undefined {
  if (portal === undefined || !resource.startsWith('/subscriptions/')) return undefined;
  return link('Azure portal', portalUrl(portal, resource));
}

export function portalUrl(portal: string, resource: string): string {
  return `${portal}/#@/resource${urlPath(resource)}`;
}
