import type { Hit } from '../hit.ts';
import { chainRoot } from './chain.ts';
import type { ClientSpec } from './clients.ts';
import { calleeName, calleePath, lastWord, type Span } from './expression.ts';
import { describeKey } from './keys.ts';
import type { CallSite } from './program.ts';
import { sourceHit } from './source-hit.ts';
import type { KeySource } from './trace.ts';

/** A call that makes one of our clients, and how it is authenticated. */
export interface ClientUse {
  readonly site: CallSite;
  readonly spec: ClientSpec;
  readonly auth: 'key' | 'entra' | 'either' | 'implicit' | 'none';
  /** Names of the settings and variables that the key is from. */
  readonly names: readonly string[];
  readonly hit?: Hit;
}

export function clientHit(
  site: CallSite,
  spec: ClientSpec,
  keys: readonly KeySource[],
  how: { readonly either: boolean; readonly gateway: boolean },
): Hit {
  const name = clientName(site, spec);
  const from = describeKey(keys[0]);
  const message = how.gateway
    ? `${name} is given a key of an API gateway (${from}); the gateway can take an Entra token too.`
    : how.either
      ? `${name} takes a key (${from}) if there is one, else Entra ID. A key that is set wins.`
      : `${name} is made with a key (${from}).`;
  return sourceHit(site.call.span, message, from, spec.rewrite, how.either || how.gateway, {
    decidedBy: wayOf(keys),
  });
}

export function bothHit(site: CallSite, spec: ClientSpec, keys: readonly KeySource[]): Hit {
  const name = clientName(site, spec);
  const from = describeKey(keys[0]);
  return sourceHit(
    site.call.span,
    `${name} is given a key (${from}) and a token provider; it throws, as the two exclude each other.`,
    from,
    spec.rewrite,
    false,
    { decidedBy: wayOf(keys) },
  );
}

/** Where the keys come from, and the variables on their way. */
function wayOf(keys: readonly KeySource[]): readonly Span[] {
  return keys.flatMap(({ by = [] }) => by.map(({ span }) => span));
}

export function implicitHit(
  site: CallSite,
  spec: ClientSpec,
  implicit: NonNullable<ClientSpec['implicit']>,
): Hit {
  const name = clientName(site, spec);
  return sourceHit(
    site.call.span,
    `${name} is made without a credential, so it reads the key ${implicit.variable} from the environment.`,
    `no credential argument; ${implicit.variable} is read`,
    spec.rewrite,
    implicit.unsure === true,
  );
}

function clientName(site: CallSite, spec: ClientSpec): string {
  if (spec.on) return lastWord(chainRoot(site.call, site)?.path ?? 'The client');
  const path = site.declaredType ?? calleePath(site.call) ?? calleeName(site.call) ?? 'The client';
  const name = lastWord(path);
  // `SpeechConfig.fromSubscription` and `azure.WithAPIKey` say more than their last word.
  return /^(?:[a-z]|From|New|With)/.test(name) ? path.split('.').slice(-2).join('.') : name;
}
