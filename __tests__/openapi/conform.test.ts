import { describe, expect, it } from '@jest/globals';
import { departures } from './support/conform.ts';
import { describedOperations, operationFor } from './support/descriptions.ts';

const ACCOUNT =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a';

/** What the check says of an answer to a GET. */
function says(path: string, answer: unknown): readonly string[] {
  const operation = operationFor(describedOperations(), 'GET', path);
  const mapper = operation?.responses['200']?.bodyMapper;
  if (!operation || !mapper) throw new Error(`${path} is not described`);
  return departures(answer, mapper, operation.mappers, 'answer');
}

describe('the check against a description', () => {
  it.each([
    ['another type', { location: 7 }, ['.location: 7 is no String']],
    ['a member that is not described', { colour: 'red' }, ['.colour: not described in Account']],
    [
      'one inside',
      { properties: { colour: 1 } },
      ['.properties.colour: not described in AccountProperties'],
    ],
    [
      'another type inside',
      { properties: { disableLocalAuth: 'true' } },
      ['.properties.disableLocalAuth: "true" is no Boolean'],
    ],
    [
      'another type in a list',
      { properties: { networkAcls: { ipRules: [{ value: 1 }] } } },
      ['.properties.networkAcls.ipRules[0].value: 1 is no String'],
    ],
    ['a required member that is missing', { sku: {} }, ['.sku.name: missing']],
    ['nothing', { kind: 'AIServices', sku: { name: 'S0' }, tags: { any: 'thing' } }, []],
  ])('sees %s', (_, answer, expected) => {
    expect(says(ACCOUNT, answer)).toEqual(expected);
  });

  it('tells the kinds of a connection apart by its authType', () => {
    const connection = (authType: string): unknown => ({
      properties: { authType, category: 'AzureOpenAI', credentials: { key: 'k' } },
    });
    expect(says(`${ACCOUNT}/connections/c`, connection('ApiKey'))).toEqual([]);
    expect(says(`${ACCOUNT}/connections/c`, connection('AAD'))).toEqual([
      expect.stringMatching(/^\.properties\.credentials: not described in AAD/),
    ]);
  });

  it('sees in a request what only the service writes', () => {
    const operation = operationFor(describedOperations(), 'PATCH', ACCOUNT);
    if (!operation?.body) throw new Error('not described');
    const body = { etag: 'x', properties: { disableLocalAuth: true, endpoint: 'https://a' } };
    expect(departures(body, operation.body, operation.mappers, 'request')).toEqual([
      '.etag: only the service writes it',
      '.properties.endpoint: only the service writes it',
    ]);
  });
});
