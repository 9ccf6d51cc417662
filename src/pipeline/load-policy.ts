import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { BaselineEntry } from '../domain/baseline.ts';
import { baseOf } from '../domain/event.ts';
import type { Policy } from '../domain/policy.ts';
import { baseFile } from '../publish/pull-request.ts';
import { wrong } from '../settings/input-reader.ts';
import type { Step } from '../settings/step.ts';

export type PolicyFiles =
  | {
      readonly ok: true;
      readonly policy: Policy | undefined;
      readonly baseline: readonly BaselineEntry[] | undefined;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly errors: readonly string[] };

type Text =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Policy file and baseline. In a pull request and a merge queue those of the base branch count, so that a pull
 * request cannot exempt itself; elsewhere those of the checked-out commit. A file that was asked for and cannot
 * be read stops the step: without it the verdict would be another one.
 */
export async function loadPolicy(step: Step): Promise<PolicyFiles> {
  const { inputs, event } = step;
  const [policyText, baselineText] = await Promise.all([
    read(step, inputs.policy),
    inputs.baseline === ''
      ? Promise.resolve<Text>({ kind: 'absent' })
      : read(step, inputs.baseline),
  ]);
  const where = baseOf(event) ? ' in the base branch' : '';
  const errors: string[] = [];
  const notes: string[] = [];

  let policy: Policy | undefined;
  if (policyText.kind === 'text') {
    const { readPolicy } = await import('../settings/policy.ts');
    const parsed = await readPolicy(policyText.text, inputs.policy);
    if (parsed.ok) policy = parsed.policy;
    else errors.push(...parsed.errors);
    if (baseOf(event)) notes.push(`The policy file ${inputs.policy} of the base branch counts.`);
  } else if (policyText.kind === 'failed') {
    errors.push(wrong('policy', inputs.policy, policyText.why));
  } else if (inputs.policyGiven) {
    errors.push(wrong('policy', inputs.policy, `the path of a policy file; there is none${where}`));
  }

  let baseline: readonly BaselineEntry[] | undefined;
  if (baselineText.kind === 'text') {
    const { readBaseline } = await import('../settings/baseline.ts');
    const parsed = readBaseline(baselineText.text, inputs.baseline);
    if (parsed.ok) baseline = parsed.entries;
    else errors.push(...parsed.errors);
  } else if (baselineText.kind === 'failed') {
    errors.push(wrong('baseline', inputs.baseline, baselineText.why));
  } else if (inputs.baseline !== '') {
    errors.push(
      wrong(
        'baseline',
        inputs.baseline,
        `the path of a JSON report of this action; there is none${where}`,
      ),
    );
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, policy, baseline, notes };
}

async function read(step: Step, file: string): Promise<Text> {
  const absolute = path.resolve(step.workspace, file);
  if (baseOf(step.event)) {
    // A file outside the repository cannot be in the base branch, and no pull request can change it.
    const inRepository = await pathInRepository(step.workspace, absolute);
    if (inRepository !== undefined) return baseFile(step, inRepository);
  }
  try {
    return { kind: 'text', text: await readFile(absolute, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? { kind: 'absent' }
      : { kind: 'failed', why: `a file that can be read (${code || 'it could not be read'})` };
  }
}

/**
 * A file's path in the checked-out repository, with forward slashes; `undefined` when it lies elsewhere by
 * its name and by where its links lead: under another name a pull request could pass its own file off as
 * one that it cannot change.
 */
async function pathInRepository(workspace: string, file: string): Promise<string | undefined> {
  const real = (name: string): Promise<string> => realpath(name).catch(() => name);
  const named = path.relative(workspace, file);
  const led = path.relative(await real(workspace), await real(file));
  const inside = [named, led].find(
    (relative) =>
      relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative),
  );
  return inside?.split(path.sep).join('/');
}
