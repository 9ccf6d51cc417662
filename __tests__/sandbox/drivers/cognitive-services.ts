import { CognitiveServicesManagementClient } from '@azure/arm-cognitiveservices';
import { clientOptions, credential, subscription } from './credential.ts';

const client = new CognitiveServicesManagementClient(credential, subscription, clientOptions);
const GROUP = 'rg-ai';
const ACCOUNT = 'contoso-ai';

async function names(list: AsyncIterable<{ name?: string }>): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { name } of list) found.push(name);
  return found;
}

const before = await client.accounts.get(GROUP, ACCOUNT);
const keys = await client.accounts.listKeys(GROUP, ACCOUNT);
const regenerated = await client.accounts.regenerateKey(GROUP, ACCOUNT, 'Key1');
const connection = await client.projectConnections.get(GROUP, ACCOUNT, 'assistant', 'models');
const converted = await client.projectConnections.create(GROUP, ACCOUNT, 'assistant', 'models', {
  connection: {
    properties: {
      authType: 'AAD',
      category: connection.properties.category ?? '',
      target: connection.properties.target ?? '',
      metadata: connection.properties.metadata ?? {},
    },
  },
});
const updated = await client.accounts.beginUpdateAndWait(GROUP, ACCOUNT, {
  properties: { disableLocalAuth: true },
});
const refused = await client.accounts.listKeys(GROUP, ACCOUNT).then(
  () => 'listed',
  (error: unknown) => (error as { code?: string }).code,
);

process.stdout.write(
  JSON.stringify({
    inSubscription: await names(client.accounts.list()),
    inGroup: await names(client.accounts.listByResourceGroup(GROUP)),
    deployments: await names(client.deployments.list(GROUP, ACCOUNT)),
    projects: await names(client.projects.list(GROUP, ACCOUNT)),
    accountConnections: await names(client.accountConnections.list(GROUP, ACCOUNT)),
    projectConnections: await names(client.projectConnections.list(GROUP, ACCOUNT, 'assistant')),
    keysBefore: before.properties?.disableLocalAuth ?? null,
    key1Changed: keys.key1 !== regenerated.key1,
    key2Kept: keys.key2 === regenerated.key2,
    authBefore: connection.properties.authType,
    authAfter: converted.properties.authType,
    keysAfter: updated.properties?.disableLocalAuth,
    stateAfter: updated.properties?.provisioningState,
    refused,
  }),
);
