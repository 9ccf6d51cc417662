import { ResourceGraphClient } from '@azure/arm-resourcegraph';
import { clientOptions, credential } from './credential.ts';

const client = new ResourceGraphClient(credential, clientOptions);
const ids: string[] = [];
let pages = 0;
let skipToken: string | undefined;
do {
  const answer = await client.resources({
    managementGroups: ['estate'],
    query:
      "resources | where type =~ 'microsoft.cognitiveservices/accounts' | project id, name | order by name asc",
    options: { top: 7, ...(skipToken === undefined ? {} : { skipToken }) },
  });
  ids.push(...(answer.data as { id: string }[]).map(({ id }) => id));
  skipToken = answer.skipToken;
  pages += 1;
} while (skipToken !== undefined);
process.stdout.write(JSON.stringify({ count: ids.length, distinct: new Set(ids).size, pages }));
