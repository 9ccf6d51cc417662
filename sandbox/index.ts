import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountStates } from './arm/account-state.ts';
import { CLOUD_METADATA_PATH, cloudMetadata } from './arm/cloud-metadata.ts';
import { armRoutes } from './arm/index.ts';
import { armGateway } from './arm/gateway.ts';
import { github } from './github/service.ts';
import { entra } from './identity/entra.ts';
import { microsoftGraph } from './identity/graph.ts';
import { githubOidc } from './identity/github-oidc.ts';
import { makeSigningKey } from './identity/signing-keys.ts';
import { TokenAuthority } from './identity/token-authority.ts';
import { inference } from './inference/gateway.ts';
import { Authorizer } from './rbac/authorizer.ts';
import { control } from './server/control.ts';
import { DEFAULT_BEHAVIOUR } from './server/behaviour.ts';
import { makeCertificates } from './server/certificates.ts';
import { SandboxClock } from './server/clock.ts';
import { Directory } from './server/directory.ts';
import { actionEnvironment } from './server/environment.ts';
import { Faults } from './server/faults.ts';
import { Front } from './server/front.ts';
import type { Call, Reply } from './server/exchange.ts';
import type { LogEntry } from './server/log.ts';
import type { Runtime, Urls } from './server/runtime.ts';
import { Secrets } from './server/secrets.ts';
import type { Account, Behaviour, World } from './world.ts';

export type { Call, Reply } from './server/exchange.ts';
export type { Fault, FaultKind } from './server/faults.ts';
export type { LogEntry } from './server/log.ts';
export type * from './world.ts';

export interface SandboxOptions {
  /** Wins over the world's own. */
  readonly behaviour?: Partial<Behaviour>;
  /** Added to each answer. */
  readonly latencyMs?: number;
  /** Port of the control endpoint; default: a free one. */
  readonly port?: number;
  /** Sees each request with its answer, before a fault spoils it. */
  readonly onExchange?: (call: Call, reply: Reply) => void;
}

export interface Sandbox {
  /** All that the action needs, `INPUT_*` too; spread it over the environment of a child process. */
  readonly env: Readonly<Record<string, string>>;
  readonly caFile: string;
  /** PEM, for clients in this process. */
  readonly ca: string;
  readonly urls: Urls;
  /** The live state. */
  readonly world: World;
  /** Live: changes count from the next request on. */
  readonly behaviour: Behaviour;
  readonly log: LogEntry[];
  readonly secrets: Secrets;
  readonly faults: Faults;
  readonly clock: SandboxClock;
  latencyMs: number;
  /** Base address of an account's inference endpoint, without a slash at the end. */
  endpointOf(account: Account): string;
  /** The account's real keys, which no client may ever show. */
  keysOf(account: Account): { readonly key1: string; readonly key2: string };
  /** Every access token given out so far is answered as expired from now on; new ones are not. */
  expireTokens(): void;
  /** Connections that are open now. */
  readonly openSockets: number;
  close(): Promise<void>;
}

/**
 * Starts all services on loopback for a world, which becomes the sandbox's own: pass a new one to each.
 */
export async function startSandbox(world: World, options: SandboxOptions = {}): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'foundry-sandbox-'));
  const [certificates, githubKey, entraKey] = await Promise.all([
    makeCertificates(folder),
    makeSigningKey('GitHub'),
    makeSigningKey('Entra'),
  ]);
  const behaviour = { ...DEFAULT_BEHAVIOUR, ...world.behaviour, ...options.behaviour };
  const clock = new SandboxClock();
  const secrets = new Secrets();
  const faults = new Faults();
  const log: LogEntry[] = [];
  const directory = new Directory(world);
  const accounts = new AccountStates(clock, secrets, behaviour);
  let latencyMs = options.latencyMs ?? 0;
  const front = new Front({
    certificates,
    clock,
    faults,
    log,
    latencyMs: () => latencyMs,
    ...(options.onExchange && { onExchange: options.onExchange }),
  });
  const urls: Urls = {
    oidc: await front.open('oidc'),
    entra: await front.open('entra'),
    arm: await front.open('arm'),
    github: await front.open('github'),
    control: await front.open('control', undefined, options.port),
  };
  const openEndpoint = async (account: Account): Promise<void> => {
    const address =
      account.dataPlane?.unreachable === true
        ? await front.openNothing()
        : await front.open('inference', account);
    accounts.of(account).endpoint = address;
  };
  for (const account of world.accounts) await openEndpoint(account);

  const runtime: Runtime = {
    world,
    behaviour,
    clock,
    secrets,
    directory,
    accounts,
    authorizer: new Authorizer(world, directory, clock, behaviour),
    tokens: new TokenAuthority(entraKey, clock, secrets),
    urls,
    openEndpoint,
  };
  const requestToken = secrets.add(randomBytes(24).toString('base64url'));
  const identityHeader = secrets.add(randomBytes(24).toString('base64url'));
  const githubToken = secrets.add(`ghs_${randomBytes(18).toString('hex')}`);
  front.mount('oidc', githubOidc(runtime, githubKey, requestToken));
  front.mount('entra', entra(runtime, githubKey, identityHeader));
  const arm = armGateway(runtime, armRoutes(runtime));
  const graph = microsoftGraph(runtime);
  front.mount('arm', (call) => {
    if (call.path === CLOUD_METADATA_PATH) return cloudMetadata(runtime, call);
    return call.path.startsWith('/v1.0/') ? graph(call) : arm(call);
  });
  front.mount('inference', inference(runtime));
  front.mount('github', github(runtime, githubToken));

  const env = await actionEnvironment({
    runtime,
    folder,
    caFile: certificates.caFile,
    requestToken,
    identityHeader,
    githubToken,
  });
  const setLatency = (ms: number): void => {
    latencyMs = ms;
  };
  front.mount('control', control({ runtime, log, faults, env, setLatency }));
  return {
    env,
    caFile: certificates.caFile,
    ca: certificates.ca,
    urls,
    world,
    behaviour,
    log,
    secrets,
    faults,
    clock,
    get latencyMs() {
      return latencyMs;
    },
    set latencyMs(value: number) {
      setLatency(value);
    },
    endpointOf: (account) => accounts.of(account).endpoint,
    keysOf: (account) => ({ ...accounts.of(account).keys }),
    expireTokens: () => {
      runtime.tokens.expireAll();
    },
    get openSockets() {
      return front.openSockets;
    },
    close: async () => {
      await front.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
