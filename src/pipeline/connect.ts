import { ArmClient } from '../azure/arm.ts';
import { Prober } from '../azure/probes.ts';
import { graphScope } from '../azure/readers/names.ts';
import { Tokens } from '../azure/sign-in.ts';
import { systemClock } from '../azure/clock.ts';
import { Transport } from '../azure/transport.ts';
import { mayReceiveToken } from '../domain/cloud.ts';
import type { Inputs } from '../domain/settings.ts';
import { VERSION } from '../version.ts';

export interface Azure {
  readonly tokens: Tokens;
  readonly transport: Transport;
  readonly arm: ArmClient;
  readonly prober: Prober;
  /** Makes handshakes, and asks for further tokens, while the sign-in is loaded and waited for. */
  readonly getReady: () => void;
}

/** About what one account is asked for as soon as there is a token. */
const FIRST_REQUESTS = 12;

/** Everything that asks Azure, behind one transport. Sends nothing yet. */
export function connect(
  inputs: Inputs,
  ports: {
    readonly getAssertion: () => Promise<string>;
    readonly mask: (secret: string) => void;
    readonly log: (line: string) => void;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Azure {
  const { cloud, inferenceHosts, concurrency, signIn } = inputs;
  const hosts = new Set(
    [cloud.authorityHost, cloud.resourceManager, cloud.graph]
      .filter((url) => url !== undefined)
      .map((url) => new URL(url).host),
  );
  const metadata = signIn.auth === 'managed-identity' ? metadataHosts(ports.env) : [];
  const transport = new Transport({
    concurrency,
    clock: systemClock,
    direct: !PROXY_VARIABLES.some((name) =>
      [name, name.toLowerCase()].some((spelling) => (ports.env[spelling] ?? '') !== ''),
    ),
    log: ports.log,
    mayCall: (url) =>
      (url.protocol === 'https:' && hosts.has(url.host)) ||
      mayReceiveToken(url.href, cloud, inferenceHosts) ||
      metadata.includes(url.host),
  });
  const openToAzure = once(() => {
    transport.openAhead(new URL(cloud.resourceManager), FIRST_REQUESTS);
    if (cloud.graph !== undefined) transport.openAhead(new URL(cloud.graph), 1);
  });
  /** Of the tokens that are asked for besides that of Azure Resource Manager. */
  const furtherScopes = [
    ...(inputs.probe === 'off' ? [] : [cloud.cognitiveScope]),
    ...(cloud.graph === undefined ? [] : [graphScope(cloud.graph)]),
  ];
  const askForMore = once(() => {
    // Who needs them meets their failure.
    for (const scope of furtherScopes) tokens.getToken(scope).catch(() => undefined);
  });
  const tokens: Tokens = new Tokens({
    settings: signIn,
    cloud,
    httpClient: {
      sendRequest: (request) => {
        const answer = transport.sendRequest(request);
        // Once the request is on its way. Of the clouds that the library knows it asks for no description
        // of Entra ID, so that the first request is the one for the token.
        setImmediate(() => {
          askForMore();
          if (request.method === 'POST') openToAzure();
        });
        return answer;
      },
    },
    getAssertion: () => {
      transport.stats.requests += 1;
      return ports.getAssertion();
    },
    mask: ports.mask,
  });
  return {
    tokens,
    transport,
    arm: new ArmClient({
      endpoint: cloud.resourceManager,
      tokens,
      transport,
      userAgent: `foundry-entra-gate/${VERSION}`,
    }),
    prober: new Prober({ tokens, transport, cloud, inferenceHosts }),
    getReady: once(() => {
      if (signIn.auth === 'oidc') {
        transport.openAhead(new URL(cloud.authorityHost), 1 + furtherScopes.length);
      } else {
        openToAzure();
        askForMore();
      }
    }),
  };
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

/** Those that the SDK's proxy policy reads. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY'];

/** Where a machine asks for its own token: the instance metadata service, or what the host names instead. */
function metadataHosts(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const named = [env.IDENTITY_ENDPOINT, env.MSI_ENDPOINT, env.AZURE_POD_IDENTITY_AUTHORITY_HOST];
  return [
    '169.254.169.254',
    ...named.flatMap((url) => (url !== undefined && URL.canParse(url) ? [new URL(url).host] : [])),
  ];
}
