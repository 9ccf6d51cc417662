import type { RewriteName } from '../rewrites.ts';

/**
 * An argument: its position, or its name. With a dot before it, the argument of a call beside it: another
 * call of the same builder (`.endpoint(x)`), or an option that is a call itself (`WithBaseURL(x)`).
 */
export type Selector = string | number;

/**
 * How one client, or a group of clients that are made alike, takes its credential. The catalogues, one per
 * language, are lists of these; a new SDK is a new entry.
 */
export interface ClientSpec {
  /** The class or function, whole. */
  readonly name: RegExp;
  /** For methods of a builder: the class that the chain of calls starts from. */
  readonly on?: RegExp;
  /** The module, package or namespace it is from. */
  readonly module: RegExp;
  /** The name is so distinct that it counts without an import: notebooks, wrappers, `import *`. */
  readonly distinct?: true;
  /** Arguments that take a key as a string. */
  readonly key?: readonly Selector[];
  /**
   * The position of the key in an overload whose other forms take something else there: a name that does
   * not speak of a key is no key.
   */
  readonly keyPosition?: number;
  /** Arguments that take a key credential or a token credential. */
  readonly credential?: readonly Selector[];
  /** Arguments that only Entra uses. */
  readonly entra?: readonly Selector[];
  /** Any argument may be a key credential. */
  readonly anyCredential?: true;
  /** Arguments that say which host is called. */
  readonly url?: readonly Selector[];
  /** It calls Foundry and nothing else, whatever its key is named. */
  readonly onlyFoundry?: true;
  /** It is ours only if the host is Azure's. */
  readonly onlyAzure?: true;
  /** The environment variable it reads when no credential is given. */
  readonly implicit?: {
    readonly variable: string;
    /** Releases of the SDK differ, so it is a warning. */
    readonly unsure?: true;
    /** Only where an argument of `url` says this. */
    readonly where?: RegExp;
    /** Arguments that can sign in without a key. */
    readonly unless?: readonly Selector[];
  };
  /** Throws when it is given both a key and a token provider. */
  readonly notBoth?: true;
  /** Every use would say the same: one finding a file. */
  readonly onceAFile?: true;
  readonly rewrite: RewriteName;
}

/** For classes that are only named like a client: wrappers, and those of this project itself. */
export const ANY_MODULE = /./;

export const AZURE_OPENAI_KEY: readonly Selector[] = [
  'api_key',
  'openai_api_key',
  'azure_openai_api_key',
  'azure_openai_key',
  'azure_api_key',
  'subscription_key',
];
export const AZURE_OPENAI_ENTRA: readonly Selector[] = [
  'azure_ad_token_provider',
  'azure_ad_async_token_provider',
  'azure_ad_token',
  'ad_token_provider',
  'ad_token',
  'token_provider',
  'credential',
  'use_azure_ad',
  'token_credential',
];
export const OPENAI_URL: readonly Selector[] = [
  'azure_endpoint',
  'base_url',
  'endpoint',
  'api_base',
  'openai_api_base',
  'azure_openai_endpoint',
];

/**
 * A search skillset is billed to, and calls, an account. With these it does so by the account's key
 * (azure-search-documents, `AIServicesAccountIdentity` is the one without).
 */
export const SKILLSET_KEY = /^(?:CognitiveServices|AIServices)AccountKey$/;
