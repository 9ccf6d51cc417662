import type { Rule } from '../domain/rule.ts';
import { customSubdomain } from './custom-subdomain.ts';
import { entraAccepted } from './entra-accepted.ts';
import { inferenceRole } from './inference-role.ts';
import { keysDisabled } from './keys-disabled.ts';
import { keysRefused } from './keys-refused.ts';

/** Every rule about an Azure resource, in the order in which people read them. */
export const RULES: readonly Rule[] = [
  customSubdomain,
  keysDisabled,
  inferenceRole,
  entraAccepted,
  keysRefused,
];
