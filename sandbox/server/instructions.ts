import type { Sandbox } from '../index.ts';

/** What `npm run sandbox` prints: how to point each client at it. */
export function instructions(sandbox: Sandbox): string {
  const { urls, caFile, env, world } = sandbox;
  const { signIn } = world;
  const assertion = `curl -s --cacert "${caFile}" -H "Authorization: Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''}" "${env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''}&audience=api%3A%2F%2FAzureADTokenExchange"`;
  const exports = Object.entries(env)
    .filter(([name]) => !name.includes('-'))
    .map(([name, value]) => `export ${name}='${value}'`);
  const inputs = Object.entries(env)
    .filter(([name]) => name.includes('-'))
    .map(([name, value]) => `'${name}=${value}'`);
  return `The sandbox is up. Nothing in it is real; it ends with Ctrl+C.

  GitHub OIDC          ${urls.oidc}
  GitHub REST          ${urls.github}
  Microsoft Entra ID   ${urls.entra}
  Resource Manager     ${urls.arm}   (Resource Graph and Microsoft Graph too)
  Control              ${urls.control}/_sandbox/log
  Accounts             ${world.accounts
    .slice(0, 5)
    .map((account) => `${account.name} at ${sandbox.endpointOf(account)}`)
    .join('\n                       ')}
  Certificate          ${caFile}

The action (names of inputs hold hyphens, which only env can set):

${exports.join('\n')}
env ${inputs.join(' \\\n    ')} \\
    'INPUT_RESOURCES=contoso-ai' node dist/index.js

Azure SDKs: trust the certificate (NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE, SSL_CERT_FILE), then
  credential: authorityHost ${urls.entra}, instance discovery off, tenant ${signIn.tenantId}, client ${signIn.clientId}
  client:     endpoint ${urls.arm}, credential scope ${urls.arm}/.default

az (the name adfs keeps it from asking login.microsoftonline.com about this authority):
  export REQUESTS_CA_BUNDLE='${caFile}'
  az cloud register --name sandbox --cloud-config '${cloudConfig(sandbox)}'
  az cloud set --name sandbox
  az login --service-principal --username ${signIn.clientId} --tenant ${signIn.tenantId} \\
    --federated-token "$(${assertion} | jq -r .value)"
`;
}

function cloudConfig({ urls }: Sandbox): string {
  return JSON.stringify({
    endpoints: {
      resource_manager: urls.arm,
      active_directory: `${urls.entra}/adfs`,
      active_directory_resource_id: urls.arm,
      active_directory_graph_resource_id: urls.arm,
      microsoft_graph_resource_id: urls.arm,
    },
  });
}
