import type { RuleId, Severity } from '../domain/finding.ts';

export interface RuleText {
  /** What holds when it passes, in a few words. */
  readonly title: string;
  /** Default severity (contract, section 3). */
  readonly severity: Severity;
  readonly why: string;
  /** What to do, in one or two sentences; the findings hold the commands. */
  readonly fix: string;
}

/** What code scanning shows beside an alert, and the summary beside a rule's id. */
export const RULE_TEXTS: Readonly<Record<RuleId, RuleText>> = {
  'custom-subdomain': {
    title: 'The account has a custom subdomain',
    severity: 'error',
    why: 'The shared regional endpoint refuses Entra tokens: without a custom subdomain only keys work.',
    fix: 'Set `customSubDomainName`. It cannot be changed afterwards, and callers move to the new host.',
  },
  'keys-disabled': {
    title: 'Key-based authentication is disabled',
    severity: 'error',
    why: 'A key names nobody, does not expire, and works from anywhere it leaked to.',
    fix: 'Move callers and connections to Entra ID, then set `disableLocalAuth` to `true`.',
  },
  'inference-role': {
    title: 'Required principals may call the models',
    severity: 'error',
    why: 'Whoever has no role with inference data actions is locked out when keys go.',
    fix: 'Assign Cognitive Services User, or another role with inference data actions, at the account.',
  },
  'assign-to-groups': {
    title: 'Inference roles are held by groups or workload identities',
    severity: 'warning',
    why: 'Assignments to single users stay behind when people change teams.',
    fix: 'Assign the role to a group, add the user to it, then remove the direct assignment.',
  },
  'key-readers': {
    title: 'Nobody unexpected can read the keys',
    severity: 'warning',
    why: 'While keys are enabled, whoever can list them can act without a name.',
    fix: 'Disable keys; or take the role away, or list the principal under `key-readers.allow`.',
  },
  'connections-use-entra': {
    title: 'Account and project connections use Entra ID',
    severity: 'error',
    why: 'A connection that stores a key stops working when keys are disabled, and leaks one until then.',
    fix: 'Set `authType` of the connection to `AAD`.',
  },
  'hub-connections-use-entra': {
    title: 'Hub connections to the account use Entra ID',
    severity: 'error',
    why: 'Prompt flows and agents of the hub stop working when keys are disabled.',
    fix: 'Set `authType` of the hub’s connection to `AAD`.',
  },
  'connection-identity': {
    title: 'Project identities hold an inference role on the target',
    severity: 'warning',
    why: 'A connection with Entra ID acts as the managed identity of its project, which needs a role.',
    fix: 'Assign an inference role on the target account to the project’s managed identity.',
  },
  'entra-accepted': {
    title: 'The live endpoint accepts an Entra token',
    severity: 'error',
    why: 'Only a call proves that keys can go: settings alone do not.',
    fix: 'Follow the answer in the evidence: role, audience, subdomain or network.',
  },
  'keys-refused': {
    title: 'The live endpoint refuses keys',
    severity: 'warning',
    why: 'The gateway may accept keys for hours after the property was set.',
    fix: 'Disable keys; when they are disabled already, wait and check again.',
  },
  'keys-unread': {
    title: 'Nobody read or regenerated the keys lately',
    severity: 'warning',
    why: 'Who read a key in the last 30 days probably still uses it.',
    fix: 'Ask those named in the evidence what uses the key, and move it to Entra ID.',
  },
  'policy-guardrail': {
    title: 'Azure Policy guards against key-based authentication',
    severity: 'note',
    why: 'Without a policy the next deployment may switch keys on again.',
    fix: 'Assign the built-in policy that denies or disables local authentication for Azure AI services.',
  },
  'source-uses-entra': {
    title: 'Source code creates clients with Entra credentials',
    severity: 'error',
    why: 'Code that passes a key stops working when keys are disabled, and keeps a secret alive until then.',
    fix: 'Give the client a token credential or a token provider, and remove the key.',
  },
  'iac-keys-disabled': {
    title: 'Infrastructure code disables keys and sets a subdomain',
    severity: 'error',
    why: 'The next deployment brings keys back when its template does not disable them.',
    fix: 'Set `disableLocalAuth: true` and `customSubDomainName` in the template.',
  },
  'iac-connections-use-entra': {
    title: 'Connections in infrastructure code use Entra ID',
    severity: 'error',
    why: 'The next deployment brings the key back into the connection.',
    fix: 'Set `authType` of the connection to `AAD` in the template, and remove `credentials`.',
  },
};
