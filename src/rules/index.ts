import type { Rule } from '../domain/rule.ts';
import { assignToGroups } from './assign-to-groups.ts';
import { connectionIdentity } from './connection-identity.ts';
import { connectionsUseEntra } from './connections-use-entra.ts';
import { customSubdomain } from './custom-subdomain.ts';
import { entraAccepted } from './entra-accepted.ts';
import { hubConnectionsUseEntra } from './hub-connections-use-entra.ts';
import { inferenceRole } from './inference-role.ts';
import { keyReaders } from './key-readers.ts';
import { keysDisabled } from './keys-disabled.ts';
import { keysRefused } from './keys-refused.ts';
import { keysUnread } from './keys-unread.ts';
import { policyGuardrail } from './policy-guardrail.ts';

/** Every rule about an Azure resource, in the order in which people read them. */
export const RULES: readonly Rule[] = [
  customSubdomain,
  keysDisabled,
  inferenceRole,
  assignToGroups,
  keyReaders,
  connectionsUseEntra,
  hubConnectionsUseEntra,
  connectionIdentity,
  entraAccepted,
  keysRefused,
  keysUnread,
  policyGuardrail,
];
