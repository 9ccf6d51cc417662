import * as core from '@actions/core';
import type { Assertions } from './azure/assertions.ts';
import type { RuleLevels } from './domain/settings.ts';
import { connect, type Azure } from './pipeline/connect.ts';
import { judgeResources, type Judgement } from './pipeline/judge-resources.ts';
import { loadPolicy } from './pipeline/load-policy.ts';
import { group, log, logLines } from './pipeline/log.ts';
import { planAndEnforce, type PlannedOrMade } from './pipeline/plan-and-enforce.ts';
import { scanSource, wantedScan } from './pipeline/scan-source.ts';
import { publish } from './publish/publish.ts';
import { refuseInputs } from './publish/refuse-inputs.ts';
import type { RenderContext } from './report/context.ts';
import { assembleReport } from './report/report.ts';
import { RULES } from './rules/index.ts';
import { noIdentity } from './settings/identity-available.ts';
import { settle, type Settings } from './settings/settle.ts';
import type { Step } from './settings/step.ts';
import { VERSION } from './version.ts';

/**
 * The whole path: policy → settings → observe and judge, with the source scan beside it → plan → apply →
 * observe again → report → publish.
 */
export async function run(step: Step, assertions: Assertions): Promise<void> {
  const startedAt = new Date();
  const { inputs, event, env } = step;
  const files = await loadPolicy(step);
  const settled = files.ok ? settle(inputs, files.policy, defaultLevels(), startedAt) : files;
  if (!settled.ok) {
    await refuseInputs(settled.errors);
    return;
  }
  const { settings } = settled;
  if (settings.targets.length === 0 && (inputs.mode !== 'check' || wantedScan(step) === 'off')) {
    await refuseInputs([
      'resources: missing. Name what to judge in the input resources or in the policy file; only a check that scans source code (scan: all, or changed in a pull request) can do without.',
    ]);
    return;
  }
  const policy = files.ok ? files.policy : undefined;
  const baseline = files.ok ? files.baseline : undefined;

  const scanning = scanSource(step, settings);
  // Its failure is met below; until then it must not end the process.
  scanning.catch(() => undefined);

  const azure = connect(inputs, {
    getAssertion: () => assertions.next(),
    mask: core.setSecret,
    log: (line) => {
      core.debug(line);
    },
    env,
  });
  const judged = await group('Resources', () => resources(azure, settings, step));
  const scanned = await scanning;
  await group('Source', () => {
    for (const line of scanned.lines) log(line);
  });

  const made = await changes(azure, settings, judged, scanned.findings);
  const after =
    inputs.mode === 'enforce' && made
      ? await group('Resources afterwards', () => resources(azure, settings, step))
      : judged;

  const report = assembleReport({
    mode: inputs.mode,
    startedAt,
    finishedAt: new Date(),
    resources: after.resources,
    findings: [...after.findings, ...scanned.findings],
    changes: made?.changes ?? [],
    stats: azure.transport.stats,
    policy,
    baseline: baseline && { entries: baseline, scanned: scanned.covers },
    planDigest: made?.digest,
    losesAccess: made?.losesAccess,
    notes: [
      ...(files.ok ? files.notes : []),
      ...after.notes,
      ...scanned.notes,
      ...(made?.notes ?? []),
    ],
    coverage: settings.targets.length > 0 ? after.coverage : undefined,
    scan: scanned.count,
  });
  const context: RenderContext = {
    failOn: inputs.failOn,
    event,
    policyFile: policy?.file,
    anchors: scanned.anchors,
    portal: inputs.cloud.portal,
    version: VERSION,
  };
  await publish(report, context, inputs);
}

async function resources(azure: Azure, settings: Settings, step: Step): Promise<Judgement> {
  const judged = await judgeResources(azure, {
    settings,
    noIdentity:
      settings.inputs.signIn.auth === 'oidc' && settings.targets.length > 0
        ? noIdentity(step.event, step.env)
        : undefined,
    forPlan: settings.inputs.mode !== 'check',
    log,
  });
  if (judged.signInFailure) {
    core.error(judged.signInFailure.message, { title: 'Sign-in to Azure failed' });
    logLines(judged.signInFailure.remedy ?? '');
  }
  return judged;
}

/** `undefined` in `check`, and when nothing could be asked of Azure, so that there is nothing to plan with. */
async function changes(
  azure: Azure,
  settings: Settings,
  judged: Judgement,
  sourceFindings: Judgement['findings'],
): Promise<PlannedOrMade | undefined> {
  const { mode } = settings.inputs;
  if (mode === 'check' || judged.signInFailure) return undefined;
  return group(mode === 'plan' ? 'Plan' : 'Changes', () =>
    planAndEnforce(azure, {
      settings,
      facts: judged.facts,
      findings: [...judged.findings, ...sourceFindings],
      mask: core.setSecret,
      log,
    }),
  );
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
