import * as core from '@actions/core';
import { count } from '../domain/count.ts';
import { annotationText, codeBlock, logLine } from '../report/escape.ts';

/** GitHub shows 64 KiB of an annotation. https://docs.github.com/rest/checks/runs */
const MOST_CHARACTERS = 16_000;

/** Ends the step over wrong inputs and files: one error, all of them in it, nothing asked of Azure. */
export async function refuseInputs(errors: readonly string[]): Promise<void> {
  const what = `${count(errors.length, 'mistake')} in the inputs or the files that they name`;
  const list = errors.map((error) => `- ${logLine(error)}`).join('\n');
  core.setFailed(annotationText(`Nothing was judged: ${what}.\n${list}`, MOST_CHARACTERS));
  core.setOutput('compliant', 'false');
  for (const name of ['resources', 'errors', 'warnings', 'unknown', 'changes']) {
    core.setOutput(name, '0');
  }
  if (process.env.GITHUB_STEP_SUMMARY) {
    await core.summary
      .addRaw(
        `## Foundry Entra Gate: nothing was judged\n\n${what}.\n\n${codeBlock(errors.join('\n'), '')}\n`,
      )
      .write();
  }
}
