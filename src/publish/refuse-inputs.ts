import * as core from '@actions/core';
import { annotationText, codeBlock, logLine } from '../report/escape.ts';

/** GitHub shows 64 KiB of an annotation. https://docs.github.com/rest/checks/runs */
const MOST_CHARACTERS = 16_000;

/** Ends the step over wrong inputs: one error, all of them in it, nothing asked of anybody. */
export async function refuseInputs(errors: readonly string[]): Promise<void> {
  const what = errors.length === 1 ? 'One input is' : `${errors.length} inputs are`;
  const list = errors.map((error) => `- ${logLine(error)}`).join('\n');
  core.setFailed(annotationText(`${what} not usable:\n${list}`, MOST_CHARACTERS));
  core.setOutput('compliant', 'false');
  for (const name of ['resources', 'errors', 'warnings', 'unknown', 'changes']) {
    core.setOutput(name, '0');
  }
  if (process.env.GITHUB_STEP_SUMMARY) {
    await core.summary
      .addRaw(
        `## Foundry Entra Gate: nothing was judged\n\n${what} not usable.\n\n${codeBlock(errors.join('\n'), '')}\n`,
      )
      .write();
  }
}
