import type { ArmId } from '../domain/arm-id.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import { known, unknown, type Observation, type Unknown } from '../domain/observation.ts';
import type { ReportResource } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import { SignInError } from '../azure/errors.ts';
import { nothingSeen, type Found } from '../observe/found.ts';
import { OwnRights } from '../observe/own-rights.ts';
import { Shared } from '../observe/shared.ts';
import { resolveTargets } from '../observe/targets.ts';
import { PLAN_ASPECTS } from '../plan/aspects.ts';
import { unresolved } from '../rules/judge.ts';
import type { Settings } from '../settings/settle.ts';
import type { Azure } from './connect.ts';
import { judgeAccounts, sliceOf } from './judge-accounts.ts';
import { ACCOUNTS_TO_SAVE_MEMORY, saveMemory } from './memory.ts';
import { Progress } from './progress.ts';

export interface Judgement {
  /** `compliant` is decided by the report, from the findings. */
  readonly resources: readonly Omit<ReportResource, 'compliant'>[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly coverage: { readonly seen: number; readonly judged: number; readonly unknown: number };
  /** Of every account, when they were asked to be kept (for a plan). */
  readonly facts: readonly AccountFacts[];
  /** Where hubs may point at the accounts: also those of other shards, and of hubs that were named. */
  readonly hubSubscriptions: readonly string[];
  /** Why there may be accounts in scope that these know nothing of. */
  readonly unseen: readonly Unknown[];
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
  const signedIn = await signIn(azure);
  if (!signedIn.known) return nothingJudged(settings, signedIn.reason);
  const self = signedIn.value;
  const asker: Asker = { ...azure, self, rights: new OwnRights(azure.arm, self) };

  const resolved = await resolveTargets(azure.arm, asker.rights, targets, inputs.subscriptionId);
  for (const note of resolved.notes) log(note);
  const accounts = sliceOf(resolved.accounts, inputs.shard);
  // Of the whole estate, not of this shard's slice: all shards of an estate that nobody may read are empty.
  const sawNothing = resolved.accounts.length === 0 && resolved.unresolved.length === 0;
  const isEmptySlice = accounts.length === 0 && resolved.accounts.length > 0;
  const hubSubscriptions = subscriptionsOf([
    ...resolved.accounts.map(({ id }) => id),
    ...targets.flatMap((target) => (target.kind === 'workspace' ? [target.id] : [])),
  ]);
  const judged = await judgeFound(asker, accounts, hubSubscriptions, options);
  const seen = accounts.length + resolved.unresolved.length;
  const notJudged = judged.unread + resolved.unresolved.length;
  return {
    resources: judged.resources,
    findings: [
      ...resolved.unresolved.flatMap(({ text, reason }) =>
        unresolved(text, reason, settings.settingsOf(text)),
      ),
      ...(sawNothing ? nothingFound(settings) : []),
      ...judged.findings,
    ],
    notes: [
      ...resolved.notes,
      ...(isEmptySlice
        ? [`Shard ${inputs.shard.index}/${inputs.shard.count} holds no account.`]
        : []),
    ],
    coverage: { seen, judged: seen - notJudged, unknown: notJudged },
    facts: judged.facts,
    hubSubscriptions,
    unseen: [
      ...resolved.unresolved.map(({ reason }) => reason),
      ...(inputs.shard.count > 1 ? [otherShards(inputs.shard)] : []),
    ],
  };
}

/** Who asks Azure, and what it may ask. */
interface Asker extends Azure {
  /** Object id of the workflow's own identity, where its token tells it. */
  readonly self: string | undefined;
  readonly rights: OwnRights;
}

/** @returns the object id of the identity that is signed in now, where its token tells it */
async function signIn(azure: Azure): Promise<Observation<string | undefined>> {
  try {
    azure.getReady();
    return known(await azure.tokens.ownObjectId(azure.arm.scope));
  } catch (error) {
    if (error instanceof SignInError) return unknown(error.reason);
    throw error;
  }
}

function otherShards({ index, count }: Inputs['shard']): Unknown {
  return {
    kind: 'unavailable',
    message: `This is shard ${index}/${count}, and the accounts of the others were not looked at.`,
    remedy: 'Plan and enforce changes of keys without shard.',
  };
}

/** Each account is observed, judged and, outside a plan, forgotten. */
async function judgeFound(
  asker: Asker,
  accounts: readonly Found[],
  hubSubscriptions: readonly string[],
  { settings, forPlan, log }: JudgeOptions,
): Promise<
  Pick<Judgement, 'resources' | 'findings' | 'facts'> & {
    /** Accounts that could not be read. */
    readonly unread: number;
  }
> {
  const { inputs } = settings;
  if (accounts.length >= ACCOUNTS_TO_SAVE_MEMORY) saveMemory();
  // A plan is made of what each account says itself.
  const sparing = accounts.length >= MANY && !forPlan;
  const shared = new Shared({
    ...asker,
    graph: inputs.cloud.graph,
    now: settings.now,
    severalIn: subscriptionsOfSeveral(accounts),
    ...(sparing && { indexed: subscriptionsOf(accounts.map(({ id }) => id)) }),
  });
  const progress = new Progress('accounts', accounts.length, log);
  const resources: Judgement['resources'][number][] = [];
  const findings: Finding[] = [];
  const facts: AccountFacts[] = [];
  let unread = 0;
  await judgeAccounts({ ...asker, shared }, accounts, {
    ...(forPlan && { alsoNeeds: PLAN_ASPECTS }),
    self: asker.self,
    settingsOf: settings.settingsOf,
    // More than requests at once: some accounts wait for a subscription that throttles.
    atOnce: inputs.concurrency * 4,
    sparing,
    subscriptions: hubSubscriptions,
    done: (judged, count) => {
      if (!judged.facts.account.known) unread += 1;
      findings.push(...judged.findings);
      resources.push(resourceOf(judged.facts));
      if (forPlan) facts.push(judged.facts);
      if (accounts.length <= NAMED_ONE_BY_ONE) log(lineOf(judged.findings, judged.facts.id.name));
      progress.done(count);
    },
  });
  return { resources, findings, facts, unread };
}

/** An account that could not be read has the name and the id that it was asked for by. */
function resourceOf({ account, id }: AccountFacts): Judgement['resources'][number] {
  if (!account.known) return { id: id.text, name: id.name, kind: '', location: '' };
  const { value } = account;
  return { id: value.id.text, name: value.name, kind: value.kind, location: value.location };
}

/** From here on one question to Resource Graph is cheaper than one to each account. */
const MANY = 4;
/** More lines of the log than this are read by nobody. */
const NAMED_ONE_BY_ONE = 20;

const NOTHING: Judgement = {
  resources: [],
  findings: [],
  notes: [],
  coverage: { seen: 0, judged: 0, unknown: 0 },
  facts: [],
  hubSubscriptions: [],
  unseen: [],
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
    unresolved(text, nothingSeen(scopes, text), settings.settingsOf(text)),
  );
}

function subscriptionsOf(ids: readonly ArmId[]): readonly string[] {
  return [...new Set(ids.flatMap(({ subscriptionId }) => subscriptionId ?? []))].sort();
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
