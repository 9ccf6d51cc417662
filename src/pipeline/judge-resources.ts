import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import type { Unknown } from '../domain/observation.ts';
import type { ReportResource } from '../domain/report.ts';
import { SignInError } from '../azure/errors.ts';
import { Shared } from '../observe/shared.ts';
import { resolveTargets, type Found } from '../observe/targets.ts';
import { PLAN_ASPECTS } from '../plan/plan.ts';
import { unresolved } from '../rules/judge.ts';
import type { Settings } from '../settings/settle.ts';
import type { Azure } from './connect.ts';
import { judgeAccounts, sliceOf } from './judge-accounts.ts';
import { ACCOUNTS_TO_SAVE_MEMORY, saveMemory } from './memory.ts';
import { Progress } from './progress.ts';

export interface Judgement {
  readonly accounts: readonly Found[];
  /** `compliant` is decided by the report, from the findings. */
  readonly resources: readonly Omit<ReportResource, 'compliant'>[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly coverage: { readonly seen: number; readonly judged: number; readonly unknown: number };
  /** Of every account, when they were asked to be kept (for a plan). */
  readonly facts: readonly AccountFacts[];
  /** Why nothing could be asked of Azure. */
  readonly signInFailure?: Unknown;
}

export interface JudgeOptions {
  readonly settings: Settings;
  /** Not to sign in at all, and why: a fork's pull request, a missing permission of the job. */
  readonly noIdentity: Unknown | undefined;
  /** Ask for and keep what a plan needs to know. */
  readonly forPlan: boolean;
  readonly log: (line: string) => void;
}

/** Finds the accounts in scope, observes and judges each. Never throws for what Azure answers. */
export async function judgeResources(azure: Azure, options: JudgeOptions): Promise<Judgement> {
  const { settings, noIdentity, log } = options;
  const { inputs, targets } = settings;
  // Source code alone needs no Azure, and no rights in it.
  if (targets.length === 0) return NOTHING;
  if (noIdentity) return nothingJudged(settings, noIdentity);
  try {
    azure.getReady();
    await azure.tokens.getToken(azure.arm.scope);
  } catch (error) {
    if (error instanceof SignInError) return nothingJudged(settings, error.reason);
    throw error;
  }

  const resolved = await resolveTargets(azure.arm, targets, inputs.subscriptionId);
  for (const note of resolved.notes) log(note);
  const accounts = sliceOf(resolved.accounts, inputs.shard);
  const findings: Finding[] = resolved.unresolved.flatMap(({ text, reason }) =>
    unresolved(text, reason, settings.settingsOf(text)),
  );
  const notes = [...resolved.notes];
  if (accounts.length === 0 && resolved.unresolved.length === 0) {
    if (inputs.shard.count > 1) {
      notes.push(`Shard ${inputs.shard.index}/${inputs.shard.count} holds no account.`);
    } else {
      findings.push(...nothingFound(settings));
    }
  }

  const resources: Omit<ReportResource, 'compliant'>[] = [];
  const facts: AccountFacts[] = [];
  let unknown = resolved.unresolved.length;
  const subscriptions = subscriptionsOf(accounts);
  if (accounts.length >= ACCOUNTS_TO_SAVE_MEMORY) saveMemory();
  // A plan is made of what each account says itself.
  const sparing = accounts.length >= MANY && !options.forPlan;
  const shared = new Shared({
    ...azure,
    graph: inputs.cloud.graph,
    now: settings.now,
    severalIn: subscriptionsOfSeveral(accounts),
    ...(sparing && { indexed: subscriptions }),
  });
  const progress = new Progress('accounts', accounts.length, log);
  const self = options.forPlan ? await azure.tokens.ownObjectId(azure.arm.scope) : undefined;
  await judgeAccounts({ ...azure, shared }, accounts, {
    ...(options.forPlan && { alsoNeeds: PLAN_ASPECTS }),
    ...(self !== undefined && { alsoReach: [self] }),
    settingsOf: settings.settingsOf,
    // More than requests at once: some accounts wait for a subscription that throttles.
    atOnce: inputs.concurrency * 4,
    sparing,
    subscriptions,
    done: (judged, count) => {
      const { account, id } = judged.facts;
      if (!account.known) unknown += 1;
      findings.push(...judged.findings);
      resources.push({
        id: account.known ? account.value.id.text : id.text,
        name: account.known ? account.value.name : id.name,
        kind: account.known ? account.value.kind : '',
        location: account.known ? account.value.location : '',
      });
      if (options.forPlan) facts.push(judged.facts);
      if (accounts.length <= 20) log(lineOf(judged.findings, id.name));
      progress.done(count);
    },
  });
  const seen = accounts.length + resolved.unresolved.length;
  return {
    accounts,
    resources,
    findings,
    notes,
    coverage: { seen, judged: seen - unknown, unknown },
    facts,
  };
}

/** From here on one question to Resource Graph is cheaper than one to each account. */
const MANY = 4;

const NOTHING: Judgement = {
  accounts: [],
  resources: [],
  findings: [],
  notes: [],
  coverage: { seen: 0, judged: 0, unknown: 0 },
  facts: [],
};

function nothingJudged(settings: Settings, reason: Unknown): Judgement {
  return {
    ...NOTHING,
    findings: settings.targets.flatMap(({ text }) =>
      unresolved(text, reason, settings.settingsOf(text)),
    ),
    coverage: { seen: settings.targets.length, judged: 0, unknown: settings.targets.length },
    signInFailure: reason,
  };
}

/** A gate that saw nothing must not pass: the likely cause is a missing role, not an empty estate. */
function nothingFound(settings: Settings): readonly Finding[] {
  const scopes = settings.targets.map(({ text }) => text).join(', ');
  return settings.targets.flatMap(({ text }) =>
    unresolved(
      text,
      {
        kind: 'not-found',
        message: `No account was found in ${scopes}: there is none, or the identity may not read it.`,
        remedy: `Give the identity Reader there: az role assignment create --assignee-object-id OBJECT-ID --assignee-principal-type ServicePrincipal --role Reader --scope ${text}`,
      },
      settings.settingsOf(text),
    ),
  );
}

function subscriptionsOf(accounts: readonly Found[]): readonly string[] {
  return [...new Set(accounts.flatMap(({ id }) => id.subscriptionId ?? []))].sort();
}

function subscriptionsOfSeveral(accounts: readonly Found[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { id } of accounts) {
    const subscription = id.subscriptionId ?? '';
    counts.set(subscription, (counts.get(subscription) ?? 0) + 1);
  }
  return new Set(
    [...counts].filter(([, count]) => count > 1).map(([subscription]) => subscription),
  );
}

function lineOf(findings: readonly Finding[], name: string): string {
  const count = (status: Finding['status']): number =>
    findings.filter((finding) => finding.status === status).length;
  return `${name}: ${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} unknown, ${count('skipped')} skipped`;
}
