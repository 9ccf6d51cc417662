import { generateKeyPair, exportJWK, type CryptoKey, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

type Signer = 'GitHub' | 'Entra';

/** Making RSA keys is most of a sandbox's start, so those of a process share them; each has ids of its own. */
const pairs = new Map<Signer, ReturnType<typeof makePair>>();

const makePair = () => generateKeyPair('RS256', { extractable: true });

/** RS256, as GitHub and Entra sign. */
export async function makeSigningKey(signer: Signer): Promise<SigningKey> {
  const pair = pairs.get(signer) ?? makePair();
  pairs.set(signer, pair);
  const { privateKey, publicKey } = await pair;
  const kid = randomUUID().replaceAll('-', '').toUpperCase();
  return {
    kid,
    privateKey,
    publicKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
  };
}
