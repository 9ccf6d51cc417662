import type { AccessClaims } from '../identity/token-authority.ts';
import type { Call, Reply } from '../server/exchange.ts';

/** A call that passed authentication, with the parameters of its path as the client wrote them. */
export interface ArmCall extends Call {
  readonly claims: AccessClaims;
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: string;
  /** `{name}` is one segment; `{scope...}` any number of them, none too. Letter case is ignored. */
  readonly path: string;
  /** Who serves it; decides which API versions are known. */
  readonly provider: keyof typeof API_VERSIONS;
  /** The ARM action needed at the scope; `undefined`: whoever has a token may. */
  readonly action?: string;
  /** Where the action is needed; default: the path itself without a closing list or action segment. */
  readonly scope?: (params: Readonly<Record<string, string>>) => string;
  /** The handler checks authorization itself (it needs the body, or the list is cut to what may be read). */
  readonly ownAuthorization?: boolean;
  readonly handle: (call: ArmCall) => Reply | Promise<Reply>;
}

/** Known `api-version` values. https://github.com/Azure/azure-rest-api-specs */
export const API_VERSIONS = {
  cognitiveServices:
    /^(2017-04-18|2021-(04-30|10-01)|2022-(03-01|10-01|12-01)|2023-05-01|2024-10-01|2025-(06|09|12)-01|2026-(03|05|07|09)-01|20(23|24|25|26)-\d\d-\d\d-preview)$/,
  machineLearning:
    /^(202[0-3]-\d\d-01|2024-(01|04|07|10)-01|2025-(04|06|09|12)-01|202[0-6]-\d\d-\d\d-preview)$/,
  authorization:
    /^(2015-07-01|2018-(01-01-preview|07-01|09-01-preview)|2020-\d\d-01(-preview)?|2021-(04-01-preview|10-01)|2022-(04|05)-01(-preview)?|2022-04-01)$/,
  policy: /^(201[5-9]-\d\d-\d\d(-preview)?|202[0-5]-\d\d-\d\d(-preview)?)$/,
  policyExemptions: /^(2020-07-01-preview|2022-07-01-preview|2024-12-01-preview)$/,
  locks: /^(2015-01-01|2016-09-01|2017-04-01|2020-05-01)$/,
  insights: /^2015-04-01$/,
  resources: /^(201[4-9]|202[0-5])-\d\d-\d\d(-preview)?$/,
  managedIdentity:
    /^(2018-11-30|2022-01-31-preview|2023-(01|07)-31(-preview)?|2024-11-30|2025-\d\d-\d\d(-preview)?)$/,
  managementGroups: /^(20(18|19|20|21|23|24)-\d\d-01(-preview)?)$/,
  resourceGraph:
    /^(2018-09-01-preview|2019-04-01|2020-\d\d-01-preview|2021-03-01|2022-10-01|2024-04-01)$/,
} as const;
