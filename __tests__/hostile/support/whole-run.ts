import path from 'node:path';
import { IDS, RESOURCE_IDS } from '../../../sandbox/worlds/ids.ts';
import type { Report } from '../../../src/domain/report.ts';
import type { Mode, RuleLevels } from '../../../src/domain/settings.ts';
import type { Azure } from '../../../src/pipeline/connect.ts';
import { judgeResources } from '../../../src/pipeline/judge-resources.ts';
import { planAndEnforce } from '../../../src/pipeline/plan-and-enforce.ts';
import { annotationsOf, type Annotation } from '../../../src/report/annotations.ts';
import { renderComment, renderIssue } from '../../../src/report/comment.ts';
import type { RenderContext } from '../../../src/report/context.ts';
import { logLine } from '../../../src/report/escape.ts';
import { renderSummary } from '../../../src/report/markdown.ts';
import { assembleReport } from '../../../src/report/report.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { RULES } from '../../../src/rules/index.ts';
import { readEvent } from '../../../src/settings/event.ts';
import { readInputs } from '../../../src/settings/inputs.ts';
import { settle, type Settings } from '../../../src/settings/settle.ts';
import { NOW } from './recording.ts';

const LEVELS = {
  ...Object.fromEntries(RULES.map(({ id, severity }) => [id, severity])),
  'source-uses-entra': 'error',
  'iac-keys-disabled': 'error',
  'iac-connections-use-entra': 'error',
} as RuleLevels;

export function settingsFor(mode: Mode, more: Readonly<Record<string, string>> = {}): Settings {
  const values: Readonly<Record<string, string>> = {
    mode,
    resources: RESOURCE_IDS.resourceGroup,
    principals: `group:${IDS.developers}, service-principal:${IDS.ci}, user:${IDS.ada}`,
    'client-id': IDS.clientId,
    'tenant-id': IDS.tenant,
    'subscription-id': IDS.subscription,
    ...more,
  };
  const read = readInputs({
    input: (name) => values[name] ?? '',
    env: {},
    resolve: (file) => path.resolve('/workspace', file),
    real: (file) => file,
    writable: ['/workspace'],
    withoutIdentity: false,
  });
  if (!read.ok) throw new Error(read.errors.join('\n'));
  const settled = settle(read.inputs, undefined, LEVELS, NOW);
  if (!settled.ok) throw new Error(settled.errors.join('\n'));
  return settled.settings;
}

export const CONTEXT: RenderContext = {
  failOn: 'error',
  event: readEvent({ GITHUB_REPOSITORY: 'octo/app', GITHUB_JOB: 'gate' }, undefined, ''),
  policyFile: undefined,
  anchors: new Map(),
  portal: 'https://portal.azure.com',
  version: '0.0.0',
};

export interface Shown {
  readonly report: Report;
  /** Every output that a run writes. */
  readonly outputs: Readonly<Record<'summary' | 'comment' | 'issue' | 'sarif' | 'log', string>>;
}

/** As the toolkit hands it to the runner. */
function written({ message }: Annotation): string {
  return message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A run of the action in this process: observe, judge, plan, report, render. Writes nothing to Azure. */
export async function wholeRun(azure: Azure, settings: Settings): Promise<Shown> {
  const lines: string[] = [];
  const log = (line: string): void => {
    lines.push(logLine(line));
  };
  const judged = await judgeResources(azure, {
    settings,
    noIdentity: undefined,
    forPlan: settings.inputs.mode !== 'check',
    log,
  });
  const made =
    settings.inputs.mode === 'plan'
      ? await planAndEnforce(azure, {
          settings,
          facts: judged.facts,
          hubSubscriptions: judged.hubSubscriptions,
          unseen: judged.unseen,
          findings: judged.findings,
          mask: () => undefined,
          log,
        })
      : undefined;
  const report = assembleReport({
    mode: settings.inputs.mode,
    startedAt: NOW,
    finishedAt: NOW,
    resources: judged.resources,
    findings: judged.findings,
    changes: made?.changes ?? [],
    stats: azure.transport.stats,
    planDigest: made?.digest,
    losesAccess: made?.losesAccess,
    notes: [...judged.notes, ...(made?.notes ?? [])],
    coverage: judged.coverage,
  });
  return {
    report,
    outputs: {
      summary: renderSummary(report, CONTEXT),
      comment: renderComment(report, CONTEXT),
      issue: renderIssue(report, CONTEXT),
      sarif: renderSarif(report, CONTEXT),
      log: [...lines, ...annotationsOf(report, CONTEXT).map(written)].join('\n'),
    },
  };
}
