import type { Assertions } from './azure/assertions.ts';
import type { Unknown } from './domain/observation.ts';
import type { Policy } from './domain/policy.ts';
import type { Report } from './domain/report.ts';
import type { RuleLevels } from './domain/settings.ts';
import { connect, type Azure } from './pipeline/connect.ts';
import { judgeResources, type Judgement } from './pipeline/judge-resources.ts';
import { loadPolicy, type PolicyFiles } from './pipeline/load-policy.ts';
import { stepOutput, type Output } from './pipeline/output.ts';
import type { PlannedOrMade } from './pipeline/plan-and-enforce.ts';
import { scanSource, wantedScan, type SourceScan } from './pipeline/scan-source.ts';
import { stepsAfterFailure } from './pipeline/set-up-steps.ts';
import type { RenderContext } from './report/context.ts';
import { assembleReport } from './report/report.ts';
import { RULES } from './rules/index.ts';
import { noIdentity, runsWithoutIdentity } from './settings/identity-available.ts';
import { settle, type Settings } from './settings/settle.ts';
import type { Step } from './settings/step.ts';
import { VERSION } from './version.ts';

/**
 * The whole path: policy → settings → observe and judge, with the source scan beside it → plan → apply →
 * observe again → report → publish.
 */
export async function run(
  step: Step,
  assertions: Assertions,
  output: Output = stepOutput,
): Promise<void> {
  const startedAt = new Date();
  const { inputs } = step;
  const started = await start(step, startedAt);
  if (!started.ok) {
    await output.refuse(started.errors);
    return;
  }
  const { settings, files } = started;
  if (inputs.mergeReports.length > 0) {
    await publishMerged(step, settings, files, output);
    return;
  }
  if (settings.targets.length === 0 && (inputs.mode !== 'check' || wantedScan(step) === 'off')) {
    await output.refuse([NOTHING_TO_JUDGE]);
    return;
  }

  const scanning = scanSource(step, settings);
  // Its failure is met below; until then it must not end the process.
  scanning.catch(() => undefined);

  const azure = connect(inputs, {
    getAssertion: () => assertions.next(),
    mask: output.mask,
    log: output.debug,
    env: step.env,
  });
  const look = (title: string): Promise<Judgement> =>
    settings.targets.length === 0
      ? resources(azure, settings, step, output)
      : output.group(title, () => resources(azure, settings, step, output));
  const judged = await look('Resources');
  const setUp = judged.signInFailure && setUpOf(judged.signInFailure, settings, step);
  if (judged.signInFailure) output.signInFailed(judged.signInFailure, setUp);
  const scanned = await scanning;
  await output.group('Source', () => {
    for (const line of scanned.lines) output.log(line);
  });

  const made = await changes(azure, settings, judged, scanned.findings, output);
  const after =
    inputs.mode === 'enforce' && made && !made.cancelled
      ? await look('Resources afterwards')
      : judged;

  const report = reportOf({ startedAt, step, settings, files, azure, after, scanned, made, setUp });
  await output.publish(report, contextOf(step, settings, scanned.anchors), inputs);
}

const NOTHING_TO_JUDGE =
  'resources: missing. Name what to judge in the input resources or in the policy file; only a check that scans source code (scan: all, or changed in a pull request) can do without.';

type Files = Extract<PolicyFiles, { readonly ok: true }>;

/** Policy file, baseline and inputs together, or all that is wrong with them. */
async function start(
  step: Step,
  now: Date,
): Promise<
  | { readonly ok: true; readonly settings: Settings; readonly files: Files }
  | { readonly ok: false; readonly errors: readonly string[] }
> {
  const files = await loadPolicy(step);
  if (!files.ok) return files;
  const policy = step.sourceOnly ? withoutResources(files.policy) : files.policy;
  const settled = settle(step.inputs, policy, defaultLevels(), now);
  return settled.ok ? { ...settled, files } : settled;
}

async function publishMerged(
  step: Step,
  settings: Settings,
  { baseline }: Files,
  output: Output,
): Promise<void> {
  const { mergeShards } = await import('./pipeline/merge-shards.ts');
  const merged = await mergeShards(settings, baseline);
  if (merged.ok) await output.publish(merged.report, contextOf(step, settings), step.inputs);
  else await output.refuse(merged.errors);
}

/** All that the phases of a run learned, as the one report. */
function reportOf(learned: {
  readonly startedAt: Date;
  readonly step: Step;
  readonly settings: Settings;
  readonly files: Files;
  readonly azure: Azure;
  readonly after: Judgement;
  readonly scanned: SourceScan;
  readonly made: PlannedOrMade | undefined;
  readonly setUp: Report['setUp'];
}): Report {
  const { startedAt, step, settings, files, azure, after, scanned, made, setUp } = learned;
  const { policy, baseline } = files;
  const { mode, shard } = settings.inputs;
  const isShard = shard.count > 1;
  return assembleReport({
    mode,
    startedAt,
    finishedAt: new Date(),
    resources: after.resources,
    findings: [...after.findings, ...scanned.findings],
    changes: made?.changes ?? [],
    stats: { ...azure.transport.stats, ...(isShard && workflowRun(step)) },
    policy,
    baseline: baseline && { entries: baseline, scanned: scanned.covers },
    planDigest: made?.digest,
    losesAccess: made?.losesAccess,
    notes: [...files.notes, ...after.notes, ...scanned.notes, ...(made?.notes ?? [])],
    coverage: settings.targets.length > 0 ? after.coverage : undefined,
    scan: scanned.count,
    setUp,
    shard: isShard ? `${shard.index}/${shard.count}` : undefined,
  });
}

/** For the merging of shards, which must not take the report of another run for one of this. */
function workflowRun({ env }: Step): { readonly workflowRun?: string } {
  const { GITHUB_RUN_ID: id = '' } = env;
  return /^\d+$/.test(id) ? { workflowRun: id } : {};
}

/** `undefined` where nothing is to be mended: a fork's pull request gets no token by design. */
function setUpOf(reason: Unknown, settings: Settings, step: Step): Report['setUp'] {
  if (runsWithoutIdentity(step.event, step.env)) return undefined;
  const { signIn, subscriptionId } = settings.inputs;
  return stepsAfterFailure(reason, {
    signIn,
    target: settings.targets[0]?.text ?? '',
    subscriptionId,
  });
}

function contextOf(
  { inputs, event }: Step,
  { policy }: Settings,
  anchors: RenderContext['anchors'] = new Map(),
): RenderContext {
  return {
    failOn: inputs.failOn,
    event,
    policyFile: policy?.file,
    anchors,
    portal: inputs.cloud.portal,
    version: VERSION,
  };
}

function resources(
  azure: Azure,
  settings: Settings,
  step: Step,
  output: Output,
): Promise<Judgement> {
  return judgeResources(azure, {
    settings,
    noIdentity:
      settings.inputs.signIn.auth === 'oidc' && settings.targets.length > 0
        ? noIdentity(step.event, step.env)
        : undefined,
    forPlan: settings.inputs.mode !== 'check',
    log: output.log,
  });
}

/** `undefined` in `check`, and when nothing could be asked of Azure, so that there is nothing to plan with. */
async function changes(
  azure: Azure,
  settings: Settings,
  judged: Judgement,
  sourceFindings: Judgement['findings'],
  output: Output,
): Promise<PlannedOrMade | undefined> {
  const { mode } = settings.inputs;
  if (mode === 'check' || judged.signInFailure) return undefined;
  const { planAndEnforce } = await import('./pipeline/plan-and-enforce.ts');
  return output.group(mode === 'plan' ? 'Plan' : 'Changes', () =>
    planAndEnforce(azure, {
      settings,
      facts: judged.facts,
      hubSubscriptions: judged.hubSubscriptions,
      unseen: judged.unseen,
      findings: [...judged.findings, ...sourceFindings],
      mask: output.mask,
      log: output.log,
    }),
  );
}

/** The rules and exemptions of the file count for source code too; its resources are not asked after. */
function withoutResources(policy: Policy | undefined): Policy | undefined {
  return policy && { ...policy, resources: [] };
}

/** As the contract has them: resource rules carry their own, source rules are errors. */
function defaultLevels(): RuleLevels {
  return {
    ...(Object.fromEntries(RULES.map(({ id, severity }) => [id, severity])) as RuleLevels),
    'source-uses-entra': 'error',
    'iac-keys-disabled': 'error',
    'iac-connections-use-entra': 'error',
  };
}
