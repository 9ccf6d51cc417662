import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as core from '@actions/core';
import type { Report } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import { annotationsOf } from '../report/annotations.ts';
import type { RenderContext } from '../report/context.ts';
import { logLine } from '../report/escape.ts';
import { renderJson } from '../report/json.ts';
import { renderSarif } from '../report/sarif.ts';
import { totals, verdict } from '../report/verdict.ts';
import { emitAnnotations } from './annotations.ts';
import { commentOnPullRequest } from './comment.ts';
import { trackIssue } from './issue.ts';
import { writeSummary } from './summary.ts';

/**
 * Shows the report wherever people look. What GitHub refuses here is a warning: the verdict and the exit
 * code stand, and are decided last, when everything else is written.
 */
export async function publish(
  report: Report,
  context: RenderContext,
  inputs: Inputs,
): Promise<void> {
  const sums = totals(report);
  const { headline, detail, fails } = verdict(report, context.failOn);
  const [summary] = await Promise.all([
    writeSummary(report, context),
    writeFileAt(inputs.reportFile, renderJson(report)),
    writeFileAt(inputs.sarifFile, renderSarif(report, context)),
    commentOnPullRequest(report, context, inputs),
    trackIssue(report, context, inputs),
  ]);
  emitAnnotations(annotationsOf(report, context));

  const outputs: Readonly<Record<string, string>> = {
    compliant: String(report.compliant),
    resources: String(report.resources.length),
    errors: String(sums.errors),
    warnings: String(sums.warnings),
    unknown: String(sums.unknown),
    changes: String(sums.changes),
    'plan-digest': report.planDigest ?? '',
    report: inputs.reportFile,
    sarif: inputs.sarifFile,
    summary,
  };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  const sentence = `${logLine(headline)}. ${logLine(detail)}`;
  if (fails) core.setFailed(sentence);
  else core.info(sentence);
}

async function writeFileAt(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
