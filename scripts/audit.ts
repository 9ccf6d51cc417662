import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** `npm audit` at high, over all that is installed. A mirror of the registry may not serve the question. */
const root = path.resolve(import.meta.dirname, '..');
const { status, stdout } = spawnSync('npm', ['audit', '--audit-level=high', '--json'], {
  cwd: root,
  encoding: 'utf8',
});
const answer = JSON.parse(stdout) as {
  readonly error?: { readonly summary?: string };
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
};
const counts = answer.metadata?.vulnerabilities;
if (counts === undefined) {
  console.log(
    `The registry does not answer npm audit: known vulnerabilities were not asked for. ${answer.error?.summary ?? ''}`,
  );
  process.exitCode = process.argv.includes('--if-served') ? 0 : 1;
} else {
  for (const [name, { severity }] of Object.entries(answer.vulnerabilities ?? {})) {
    console.log(`${severity}: ${name}`);
  }
  console.log(`${String(counts.high ?? 0)} high, ${String(counts.critical ?? 0)} critical`);
  process.exitCode = status ?? 1;
}
