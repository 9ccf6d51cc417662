import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as core from '@actions/core';
import type { Report } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import { ANNOTATIONS_OF_A_KIND, annotationsOf } from '../report/annotations.ts';
import type { RenderContext } from '../report/context.ts';
import { annotationText, logLine } from '../report/escape.ts';
import { streamJson } from '../report/json.ts';
import { streamSarif } from '../report/sarif.ts';
import { totals, verdict } from '../report/verdict.ts';
import { emitAnnotations } from './annotations.ts';
import { commentOnPullRequest } from './comment.ts';
import { trackIssue } from './issue.ts';
import { writeSummary } from './summary.ts';

/**
 * Shows the report wherever people look. What GitHub or the disk refuses here is a warning: the verdict
 * and the exit code stand, and are decided last, when everything else is written.
 */
export async function publish(
  report: Report,
  context: RenderContext,
  inputs: Inputs,
): Promise<void> {
  const { headline, detail, fails } = verdict(report, context.failOn);
  const folder = process.env.RUNNER_TEMP ?? path.dirname(inputs.reportFile);
  const [summary, ...refused] = await Promise.all([
    writeSummary(report, context, {
      stepSummary: process.env.GITHUB_STEP_SUMMARY,
      copy: path.join(folder, 'foundry-entra-gate-summary.md'),
    }),
    writeFiles(report, context, inputs),
    commentOnPullRequest(report, context, inputs),
    trackIssue(report, context, inputs),
  ]);
  const warnings = [summary.warning, ...refused.flat()].filter((warning) => warning !== undefined);
  for (const warning of warnings) {
    core.warning(annotationText(warning), { title: 'Foundry Entra Gate' });
  }
  emitAnnotations(
    annotationsOf(report, context, {
      // What fails the step is an error annotation too.
      error: ANNOTATIONS_OF_A_KIND - Number(fails),
      warning: ANNOTATIONS_OF_A_KIND - warnings.length,
      notice: ANNOTATIONS_OF_A_KIND,
    }),
  );
  setOutputs(report, inputs, summary.path);
  const sentence = `${logLine(headline)}. ${logLine(detail)}`;
  if (fails) core.setFailed(sentence);
  else core.info(sentence);
}

function setOutputs(report: Report, inputs: Inputs, summary: string): void {
  const sums = totals(report);
  const outputs: Readonly<Record<string, string>> = {
    compliant: String(report.compliant),
    resources: String(sums.resources),
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
}

/** One after the other: of a large estate each takes its memory. @returns warnings */
async function writeFiles(
  report: Report,
  context: RenderContext,
  { reportFile, sarifFile }: Inputs,
): Promise<readonly (string | undefined)[]> {
  return Promise.all([
    writeOutput(reportFile, 'report-file', streamJson(report)),
    writeOutput(sarifFile, 'sarif-file', streamSarif(report, context)),
  ]);
}

/** @returns a warning when the file could not be written. */
async function writeOutput(
  file: string,
  input: string,
  content: Iterable<string>,
): Promise<string | undefined> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(Readable.from(content), createWriteStream(file));
    return undefined;
  } catch (error) {
    return `${input}: ${file} could not be written (${error instanceof Error ? error.message : String(error)}).`;
  }
}
