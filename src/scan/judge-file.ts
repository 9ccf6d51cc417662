import type { FileContext } from './code/keys.ts';
import { judgeCode, type CodeLanguage } from './code/judge-code.ts';
import { CLEAN, onePerLine, type FileResult, type Hit } from './hit.ts';
import { judgeTemplate } from './iac/judge-template.ts';
import { isArmTemplate } from './iac/read-arm.ts';
import { mayMatter, type Kind } from './kinds.ts';
import type { Repository } from './repository.ts';
import { notebookCode } from './notebook.ts';
import { judgeHttp } from './script/judge-http.ts';
import { judgeScript } from './script/judge-script.ts';
import { readBash } from './script/read-bash.ts';
import { readPowerShell } from './script/read-powershell.ts';
import { judgeEnv } from './settings/judge-env.ts';
import { judgeJsonSettings } from './settings/judge-json.ts';
import { judgeProperties } from './settings/judge-properties.ts';
import { judgeYaml } from './settings/judge-yaml.ts';

/** A file of the scan, read and decoded. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly kind: Kind;
  readonly text: string;
  readonly test: boolean;
}

type Judge = (file: SourceFile, repository: Repository) => Promise<FileResult>;

const code =
  (language: CodeLanguage): Judge =>
  async (file) =>
    hits(await judgeCode(language, file.text, file));

const JUDGES: Readonly<Record<Kind, Judge>> = {
  python: code('python'),
  typescript: code('typescript'),
  tsx: code('tsx'),
  csharp: code('csharp'),
  java: code('java'),
  go: code('go'),
  notebook: async (file) => hits(await judgeNotebook(file.text, file)),
  shell: async (file) => hits(judgeScript(await readBash(file.text), 'shell')),
  powershell: async (file) => hits(judgeScript(await readPowerShell(file.text), 'powershell')),
  http: (file) => Promise.resolve(hits(judgeHttp(file.text))),
  env: (file) => Promise.resolve(hits(judgeEnv(file.text))),
  properties: (file) => Promise.resolve(hits(judgeProperties(file.text, file.test))),
  yaml: async (file) => hits(await judgeYamlFile(file)),
  json: (file, repository) =>
    isArmTemplate(file.text)
      ? judgeTemplate('json', file.path, file.text, repository)
      : Promise.resolve(hits(judgeJsonSettings(file.path, file.text, file.test))),
  bicep: (file, repository) => judgeTemplate('bicep', file.path, file.text, repository),
  terraform: judgeTerraform,
};

/** Judges one file by its kind. What goes wrong is said in `notJudged`, and never counts as clean. */
export async function judgeFile(file: SourceFile, repository: Repository): Promise<FileResult> {
  const judge = JUDGES[file.kind];
  if (!mayMatter(file.kind, file.text)) return CLEAN;
  try {
    return await judge(file, repository);
  } catch (error) {
    return { ...CLEAN, notJudged: error instanceof Error ? error.message : 'it could not be read' };
  }
}

function hits(found: readonly Hit[]): FileResult {
  return { hits: found, accounts: [] };
}

/** @throws {Error} for the ways to write Terraform that are not read */
async function judgeTerraform(file: SourceFile, repository: Repository): Promise<FileResult> {
  if (!file.path.endsWith('.tf')) throw new Error('of Terraform only files named .tf are read');
  return judgeTemplate('terraform', file.path, file.text, repository);
}

async function judgeNotebook(text: string, context: FileContext): Promise<readonly Hit[]> {
  const found: Hit[] = [];
  for (const { language, source, lines } of notebookCode(text)) {
    const place = (line: number): number => lines[line - 1] ?? lines.at(-1) ?? 1;
    const judged =
      language === 'shell'
        ? judgeScript(await readBash(source), 'shell')
        : await judgeCode(language, source, context);
    found.push(...judged.map((hit) => moved(hit, place)));
  }
  return found;
}

async function judgeYamlFile(file: SourceFile): Promise<readonly Hit[]> {
  const { hits: own, blocks } = judgeYaml(file.path, yamlOf(file));
  const found = [...own];
  for (const { shell, text, line } of blocks) {
    if (!mayMatter('shell', text)) continue;
    const script = await (shell === 'bash' ? readBash(text) : readPowerShell(text));
    for (const hit of judgeScript(script, shell === 'bash' ? 'shell' : 'powershell'))
      found.push(moved(hit, (at) => at + line - 1));
  }
  return onePerLine(found);
}

/** A prompt of Prompty is Markdown under a head of YAML. */
function yamlOf({ path, text }: SourceFile): string {
  if (!path.endsWith('.prompty')) return text;
  const end = text.indexOf('\n---', 3);
  return end < 0 ? '' : text.slice(0, end);
}

/** The same finding where it stands in the whole file. */
function moved(hit: Hit, place: (line: number) => number): Hit {
  return {
    ...hit,
    line: place(hit.line),
    lines: hit.lines.map(([first, last]) => [place(first), place(last)]),
  };
}
