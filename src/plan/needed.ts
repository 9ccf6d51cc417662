import type { Change, PlannedChange } from '../domain/change.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding, RuleId } from '../domain/finding.ts';
import { principalLabel } from '../domain/principal.ts';
import { subdomainCommand } from '../domain/remedy.ts';
import { subdomainFor } from '../domain/subdomain.ts';
import type { AccountSettings } from '../domain/settings.ts';
import { planAssignments, type AssignRole } from './assignments.ts';
import type { TargetOf } from './conversion-objections.ts';
import { planConversions, type Conversion } from './conversions.ts';
import { cutsKeysUnproven } from './policy-notes.ts';

export interface Question {
  readonly facts: AccountFacts;
  readonly settings: AccountSettings;
  /** Exemptions applied. Those of other accounts do no harm. */
  readonly findings: readonly Finding[];
  /** Subdomains (lower-cased) that other accounts in scope have or will be given. */
  readonly takenSubdomains: ReadonlySet<string>;
  readonly targetOf: TargetOf;
  readonly setSubdomainAllowed: boolean;
  readonly assignRoleAllowed: boolean;
}

/** A change that is needed, whether or not its kind is allowed. */
export interface Needed {
  readonly change: PlannedChange;
  /** What it does and to what, in one sentence. */
  readonly message: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** Why it would do harm now. Interlocks are not in it. */
  readonly objections: readonly string[];
}

export interface Needs {
  /** In the order in which they are made. */
  readonly changes: readonly Needed[];
  readonly unchanged: readonly Change[];
  readonly notes: readonly string[];
}

/**
 * What the failing findings of an account ask for. A rule that is off, or a finding that is exempt, asks
 * for nothing: somebody decided that it stays as it is.
 */
export function neededChanges(question: Question): Needs {
  const { facts, settings, findings } = question;
  const subdomain = failing(question, 'custom-subdomain') ? subdomainChange(question) : undefined;
  const getsSubdomain =
    question.setSubdomainAllowed &&
    subdomain !== undefined &&
    typeof subdomain !== 'string' &&
    subdomain.objections.length === 0;
  // Unknown asks too: a group in doubt is settled by a role of its own.
  const assignments = has(question, 'inference-role', ['fail', 'unknown', 'pass'])
    ? planAssignments(facts, settings.principals)
    : { wanted: [], unchanged: [], notes: [] };
  const before = {
    getsSubdomain,
    getRole: new Set(
      question.assignRoleAllowed
        ? assignments.wanted.map(({ principalId }) => principalId.toLowerCase())
        : [],
    ),
  };
  const conversions = planConversions(facts, findings, before, question.targetOf);
  return {
    changes: [
      ...(subdomain !== undefined && typeof subdomain !== 'string' ? [subdomain] : []),
      ...assignments.wanted.map(roleChange),
      ...conversions.wanted.map((conversion) => connectionChange(facts, conversion)),
      ...(failing(question, 'keys-disabled') ? keyChanges(facts) : []),
    ],
    unchanged: assignments.unchanged,
    notes: [
      ...(typeof subdomain === 'string' ? [subdomain] : []),
      ...assignments.notes,
      ...conversions.notes,
      ...(keysStayOn(question)
        ? [`${facts.id.name} keeps its keys: keys-disabled is off or exempt for it.`]
        : []),
    ],
  };
}

function failing(question: Question, rule: RuleId): boolean {
  return has(question, rule, ['fail']);
}

function has(
  { facts, findings }: Question,
  rule: RuleId,
  statuses: readonly Finding['status'][],
): boolean {
  return findings.some(
    (finding) =>
      finding.rule === rule &&
      statuses.includes(finding.status) &&
      finding.resource.toLowerCase() === facts.id.key,
  );
}

function keysStayOn(question: Question): boolean {
  const { account } = question.facts;
  return (
    account.known && account.value.disableLocalAuth !== true && !failing(question, 'keys-disabled')
  );
}

/** The change, or why there can be none. */
function subdomainChange({ facts, takenSubdomains }: Question): Needed | string {
  const { id } = facts;
  const cuts = cutsKeysUnproven(facts);
  const subdomain = subdomainFor(id.name);
  const byHand = subdomainCommand(id, 'NAME');
  if (subdomain === undefined) {
    return `${id.name} makes no valid subdomain (2 to 64 letters, digits and hyphens, not ending in a hyphen): choose one by hand: ${byHand}`;
  }
  if (takenSubdomains.has(subdomain)) {
    return `The subdomain ${subdomain} is taken by another account in scope: choose another one by hand: ${byHand}`;
  }
  return {
    change: { kind: 'set-subdomain', account: id, subdomain },
    message: `Give ${id.name} the custom subdomain ${subdomain}. This cannot be taken back.`,
    before: { customSubDomainName: null },
    after: { customSubDomainName: subdomain },
    objections: cuts === undefined ? [] : [cuts],
  };
}

function roleChange(change: AssignRole): Needed {
  const { account, principalId, principalType, roleGuid, roleName, assignmentName } = change;
  const principal = principalLabel({ type: principalType, objectId: principalId });
  return {
    change,
    message: `Assign ${roleName} to ${principal} at ${account.name}.`,
    before: { roleAssignment: null },
    after: {
      roleAssignment: assignmentName,
      role: roleName,
      roleDefinition: roleGuid,
      principal,
      scope: account.text,
    },
    objections: [],
  };
}

function connectionChange(facts: AccountFacts, { connection, objections }: Conversion): Needed {
  const { authType, category, target, owner, name } = connection;
  return {
    change: { kind: 'convert-connection', account: facts.id, connection },
    message: `Change the connection ${name} of ${owner.name} (${category}, target ${target || 'not set'}) to Entra ID. Who uses it needs a role on its target.`,
    before: { authType },
    after: { authType: 'AAD' },
    objections,
  };
}

function keyChanges({ id, account }: AccountFacts): readonly Needed[] {
  if (!account.known || account.value.disableLocalAuth === true) return [];
  const before = account.value.disableLocalAuth;
  return [
    {
      change: { kind: 'regenerate-keys', account: id },
      message: `Regenerate Key1 and, once Entra ID is proven again, Key2 of ${id.name}. Whoever holds a key loses access at once.`,
      before: { keys: 'as issued' },
      after: { keys: 'Key1 and Key2 regenerated, known to nobody' },
      objections: [],
    },
    {
      change: { kind: 'disable-keys', account: id, before },
      message: `Disable key-based authentication of ${id.name}.`,
      before: { disableLocalAuth: before ?? null },
      after: { disableLocalAuth: true },
      objections: [],
    },
  ];
}
