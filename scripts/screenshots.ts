/**
 * Renders what runs against the sandbox write, as GitHub would, and keeps pictures of it in docs/images/.
 * The bundle is the checked-in one, or that of `GATE_BUNDLE`.
 * Needs a Chromium (`CHROMIUM`, default `chromium`) and, to keep the files small, pngquant if it is there.
 *
 *   node scripts/screenshots.ts [folder]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toHtml } from '../__tests__/report/gfm.ts';
import { picturedRuns } from './pictured-runs.ts';

const out = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../docs/images'));
const chromium = process.env.CHROMIUM ?? 'chromium';
const require = createRequire(import.meta.url);
const work = mkdtempSync(path.join(tmpdir(), 'screenshots-'));

const PHONE = 400;
const DESK = 900;
/** Pictures show the top of a page: what is read first. */
const TALLEST = 1400;

const runs = await picturedRuns();
const pages = [
  ['summary-check', runs.check, DESK],
  ['summary-plan', runs.plan, DESK],
  ['summary-enforce', runs.enforce, DESK],
  ['summary-audit', runs.audit, DESK],
  ['comment-phone', runs.comment, PHONE],
] as const;

try {
  for (const [name, markdown, width] of pages) {
    for (const theme of ['light', 'dark'] as const) {
      picture(`${name}-${theme}.png`, page(markdown, theme), width);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function picture(file: string, html: string, width: number): void {
  const source = path.join(work, 'page.html');
  writeFileSync(source, html);
  const target = path.join(out, file);
  const run = (...more: readonly string[]): string =>
    execFileSync(
      chromium,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--hide-scrollbars',
        ...more,
        `file://${source}`,
      ],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
  const dom = run(`--window-size=${width},800`, '--dump-dom');
  const height = Math.min(TALLEST, Number(/<title>(\d+)<\/title>/.exec(dom)?.[1] ?? TALLEST));
  run(`--window-size=${width},${height}`, `--screenshot=${target}`);
  try {
    execFileSync('pngquant', ['--force', '--ext', '.png', '--quality', '60-90', target]);
  } catch {
    console.warn(`${file}: kept as it is, without pngquant`);
  }
  console.log(`${file}: ${width} x ${height}, ${readFileSync(target).length} bytes`);
}

function page(markdown: string, theme: 'light' | 'dark'): string {
  const css = readFileSync(
    require.resolve(`github-markdown-css/github-markdown-${theme}.css`),
    'utf8',
  );
  const background = theme === 'light' ? '#ffffff' : '#0d1117';
  return `<!doctype html><html><head><meta charset="utf-8"><title></title><style>${css}
body { margin: 0; background: ${background}; }
.markdown-body { padding: 24px; font-family: "DejaVu Sans", sans-serif; font-size: 15px; }
</style></head><body><article class="markdown-body">${asGitHub(toHtml(markdown))}</article>
<script>document.title = String(Math.ceil(document.querySelector('article').getBoundingClientRect().height));</script></body></html>`;
}

/** What GitHub adds to the Markdown: alerts, and charts (drawn here; GitHub's own have its colours). */
function asGitHub(html: string): string {
  return html
    .replace(
      /<blockquote>\n<p>\[!(NOTE|TIP|WARNING|CAUTION)\]\n([\s\S]*?)<\/blockquote>/g,
      (_, kind: string, rest: string) =>
        `<div class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${kind.charAt(0)}${kind.slice(1).toLowerCase()}</p><p>${rest}</div>`,
    )
    .replace(/<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g, (_, chart: string) =>
      pie(chart),
    );
}

function pie(chart: string): string {
  const slices = Array.from(chart.matchAll(/&quot;(.+?)&quot; : (\d+)/g), ([, name, number]) => ({
    name: name ?? '',
    number: Number(number),
  }));
  const total = slices.reduce((sum, { number }) => sum + number, 0);
  const colours = new Map([
    ['Not compliant', '#cf222e'],
    ['Not determined', '#bf8700'],
    ['Compliant', '#1a7f37'],
  ]);
  let at = 0;
  const arcs = slices.map(({ name, number }) => {
    const start = at;
    at += (number / total) * 100;
    return `<circle r="16" cx="32" cy="32" fill="none" stroke="${colours.get(name) ?? '#888'}" stroke-width="32" pathLength="100" stroke-dasharray="${at - start} 100" stroke-dashoffset="${-start}"/>`;
  });
  const legend = slices.map(({ name, number }) => `${name}: ${number}`).join(' · ');
  return `<p><svg width="160" height="160" viewBox="0 0 64 64">${arcs.join('')}</svg><br>${legend}</p>`;
}
