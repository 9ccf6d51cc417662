import type { ArmId } from './arm-id.ts';

export interface Endpoint {
  /** Azure's own name for it, e.g. `OpenAI Language Model Instance API`, or `default`. */
  readonly name: string;
  readonly url: string;
}

/** A Foundry resource (`Microsoft.CognitiveServices/accounts`) as the control plane describes it. */
export interface Account {
  readonly id: ArmId;
  readonly name: string;
  readonly kind: string;
  readonly location: string;
  readonly provisioningState: string;
  readonly customSubdomain: string | undefined;
  /** `undefined`: the property is absent or null, and keys are on. */
  readonly disableLocalAuth: boolean | undefined;
  readonly endpoints: readonly Endpoint[];
  readonly publicNetworkAccess: string | undefined;
  /** Object id of the system-assigned identity. */
  readonly principalId: string | undefined;
  /** Names of its projects as the account itself tells them; `undefined` when it does not. */
  readonly projectNames: readonly string[] | undefined;
}

export interface Deployment {
  readonly name: string;
  /** `OpenAI`, or the publisher of a Foundry model. */
  readonly modelFormat: string;
  readonly modelName: string;
}

export interface Project {
  readonly id: ArmId;
  readonly name: string;
  readonly endpoints: readonly Endpoint[];
  /** Object ids of the project's managed identities; empty when it has none. */
  readonly identities: readonly string[];
}
