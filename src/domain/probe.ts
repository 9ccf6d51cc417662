/** What a live request to the inference endpoint told us. One pure function (`classify`) makes it from the answer. */
export type ProbeVerdict =
  | 'accepted' // authentication and authorization passed
  | 'role-missing' // authenticated, but the probing identity lacks the data action
  | 'wrong-audience'
  | 'keys-disabled' // key-based authentication is switched off
  | 'key-rejected' // keys are on, this one is wrong
  | 'no-custom-subdomain'
  | 'network-refused' // firewall or private endpoint: says nothing of identity
  | 'not-found'
  | 'throttled'
  | 'wrong-tenant'
  | 'undecided';

export interface ProbeAnswer {
  /** `POST /openai/deployments/gpt-4o/chat/completions`; never with query secrets or bodies. */
  readonly request: string;
  readonly host: string;
  /** Scope of the token that was sent; absent for the key probe. */
  readonly audience?: string;
  readonly status: number;
  /** The service's own error code and message, shortened. */
  readonly answer: string;
  readonly verdict: ProbeVerdict;
  /** For `role-missing`: the data action the service named. */
  readonly dataAction?: string;
}
