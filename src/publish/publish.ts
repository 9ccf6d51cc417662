import path from 'node:path';
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
import { writeText } from './write-file.ts';

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
  // GitHub is asked first, and answers while the files are written.
  const asked = [
    commentOnPullRequest(report, context, inputs),
    trackIssue(report, context, inputs),
  ];
  const summary = writeSummary(report, context, {
    stepSummary: process.env.GITHUB_STEP_SUMMARY,
    copy: path.join(folder, 'foundry-entra-gate-summary.md'),
  });
  const unwritten = [
    writeOutput(inputs.reportFile, 'report-file', streamJson(report)),
    writeOutput(inputs.sarifFile, 'sarif-file', streamSarif(report, context)),
  ];
  const refused = await Promise.all(asked);
  const warnings = [...summary.warnings, ...unwritten, ...refused.flat()].filter(
    (warning) => warning !== undefined,
  );
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

/** @returns a warning when the file could not be written. */
function writeOutput(file: string, input: string, content: Iterable<string>): string | undefined {
  try {
    writeText(file, content);
    return undefined;
  } catch (error) {
    return `${input}: ${file} could not be written (${error instanceof Error ? error.message : String(error)}).`;
  }
}
