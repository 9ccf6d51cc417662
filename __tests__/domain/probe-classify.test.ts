import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classify, dataActionOf, principalOf } from '../../src/domain/probe-classify.ts';
import type { ProbeVerdict } from '../../src/domain/probe.ts';

const error = (code: string | null, message: string, more: object = {}): string =>
  JSON.stringify({ error: { code, message, ...more } });
const CHAT = 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action';
const LACKS = `The principal \`aaaaaaaa-0000-0000-0000-000000000001\` lacks the required data action \`${CHAT}\` to perform \`POST /openai/deployments/gpt/chat/completions\` operation. For instructions see https://aka.ms/FoundryPermissions.`;
const AUDIENCE = (expected: string): string =>
  JSON.stringify({
    statusCode: 401,
    message: `Unauthorized. Access token is missing, invalid, audience is incorrect (${expected}), or have expired.`,
  });
const INVALID_KEY = error(
  '401',
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
);
const KEYS_OFF = error(
  'AuthenticationTypeDisabled',
  'Key based authentication is disabled for this resource.',
);
const HTML =
  '<html><body><h1>403 Forbidden</h1>Access denied due to Virtual Network/Firewall rules.</body></html>';

type Row = readonly [string, number, string, ProbeVerdict, ProbeVerdict];

describe('what an answer says of a token, and of a key', () => {
  const rows: readonly Row[] = [
    ['a list of models', 200, '{"object":"list","data":[]}', 'accepted', 'accepted'],
    ['a completion', 201, '{"choices":[]}', 'accepted', 'accepted'],
    ['a success that is a page of a proxy', 200, '<html>sign in</html>', 'undecided', 'undecided'],
    ['a success that carries an error', 200, error('x', 'y'), 'undecided', 'undecided'],
    ['an empty success', 200, '', 'undecided', 'undecided'],
    ['a success that holds nothing', 200, 'null', 'undecided', 'undecided'],
    ['a success that is a list', 200, '[]', 'accepted', 'accepted'],
    ['a choice of addresses', 300, '{"data":[]}', 'undecided', 'undecided'],
    [
      'an empty list of messages refused by the model',
      400,
      error(null, "[] is too short - 'messages'", {
        type: 'invalid_request_error',
        param: 'messages',
      }),
      'accepted',
      'undecided',
    ],
    [
      'an empty input refused by the model',
      400,
      error('invalid_value', 'input must not be empty'),
      'accepted',
      'undecided',
    ],
    [
      'an empty list of messages refused by a Foundry model',
      422,
      error('unprocessable_entity', 'messages: at least one is required'),
      'accepted',
      'undecided',
    ],
    ...[
      error(null, 'no', { type: 'invalid_request_error' }),
      error(null, 'no', { param: 'messages' }),
      error(null, 'no', { param: 'messages[0].content' }),
      error(null, 'no', { param: 'input' }),
      error(null, 'no', { param: 'body.messages' }),
      error('invalid_request_error', 'no'),
      error('invalid_value', 'no'),
      error('empty_array', 'no'),
      error('unprocessable_entity', 'no'),
      error('UnprocessableEntity', 'no'),
      error('invalid_input', 'no'),
      error('InvalidInput', 'no'),
      error(null, "'messages' is a required property"),
      error(null, "Invalid 'messages': empty array"),
      error(null, 'messages must have a non-zero length'),
      error(null, 'messages must have nonzero length'),
      error(null, "[] is too short - 'messages'"),
      error(null, 'messages: at least one message'),
      error(null, 'input is empty'),
    ].map((body): Row => ['a body refused by the model', 400, body, 'accepted', 'undecided']),
    ...[
      error(null, 'no', { type: 'not_an_invalid_request_error' }),
      error(null, 'no', { type: 'invalid_request_errors' }),
      error(null, 'no', { param: 'model' }),
      error(null, 'no', { param: 'system_messages' }),
      error(null, 'no', { param: 'bodyguard' }),
      error('invalid_value_of_header', 'no'),
      error('an_invalid_value', 'no'),
      error('InvalidValue', 'no'),
      error('InvalidRequestError', 'no'),
      error(null, 'api-version is a required query parameter'),
      error(null, 'the messages were filtered'),
      error(null, 'the inputs are empty'),
      '{"error":{"param":["messages"],"type":{"invalid_request_error":1}}}',
    ].map((body): Row => ['a refusal of something else', 400, body, 'undecided', 'undecided']),
    [
      'role missing, current form',
      401,
      error('PermissionDenied', LACKS),
      'role-missing',
      'undecided',
    ],
    [
      'role missing, older form',
      401,
      error('PermissionDenied', 'Principal does not have access to API/Operation.'),
      'role-missing',
      'undecided',
    ],
    [
      'role missing, as a 403',
      403,
      error('Forbidden', 'Principal does not have access to API/Operation.'),
      'role-missing',
      'undecided',
    ],
    [
      'role missing, by its code alone',
      403,
      error('permissiondenied', ''),
      'role-missing',
      'undecided',
    ],
    [
      'wrong audience, OpenAI route',
      401,
      AUDIENCE('https://cognitiveservices.azure.com'),
      'wrong-audience',
      'undecided',
    ],
    [
      'wrong audience, Foundry route',
      401,
      AUDIENCE('https://ai.azure.com'),
      'wrong-audience',
      'undecided',
    ],
    ['invalid key', 401, INVALID_KEY, 'undecided', 'key-rejected'],
    ['keys disabled', 403, KEYS_OFF, 'undecided', 'keys-disabled'],
    [
      'keys disabled, by its code alone',
      403,
      error('authenticationTypeDisabled', ''),
      'undecided',
      'keys-disabled',
    ],
    [
      'keys disabled, in an error that is one sentence',
      403,
      '{"error":"Key-based authentication is disabled"}',
      'undecided',
      'keys-disabled',
    ],
    ['keys disabled, in a redirect', 302, KEYS_OFF, 'undecided', 'undecided'],
    ['keys disabled, by a server that fails', 500, KEYS_OFF, 'undecided', 'undecided'],
    ...['Invalid API key provided.', 'Incorrect API key provided: x.'].map((text): Row => [
      'invalid key, in other words',
      401,
      error('401', text),
      'undecided',
      'key-rejected',
    ]),
    ['invalid key, as what it is not', 403, INVALID_KEY, 'undecided', 'undecided'],
    [
      'keys disabled, as a 401 and by its text',
      401,
      error('401', 'Key based authentication is disabled for this resource.'),
      'undecided',
      'keys-disabled',
    ],
    [
      'no custom subdomain',
      400,
      error(
        'BadRequest',
        'Please provide a custom subdomain for token authentication, otherwise API key is required.',
      ),
      'no-custom-subdomain',
      'no-custom-subdomain',
    ],
    [
      'firewall',
      403,
      error('403', 'Access denied due to Virtual Network/Firewall rules.'),
      'network-refused',
      'network-refused',
    ],
    [
      'firewall, with other spaces',
      403,
      error('403', 'Blocked by Virtual Network / Firewall rules.'),
      'network-refused',
      'network-refused',
    ],
    [
      'public access off, in short',
      403,
      error('403', 'Public access is disabled.'),
      'network-refused',
      'network-refused',
    ],
    [
      'public network access off',
      403,
      error('403', 'Public network access is disabled.'),
      'network-refused',
      'network-refused',
    ],
    [
      'public access off',
      403,
      error('403', 'Public access is disabled. Please configure private endpoint.'),
      'network-refused',
      'network-refused',
    ],
    [
      'not through the private endpoint',
      403,
      error('AccessDenied', 'Traffic is not from an approved private endpoint.'),
      'network-refused',
      'network-refused',
    ],
    [
      'token of another tenant, 400',
      400,
      error(
        'BadRequest',
        'Token tenant aaaaaaaa-0000-0000-0000-000000000001 does not match resource tenant.',
      ),
      'wrong-tenant',
      'wrong-tenant',
    ],
    [
      'token of another tenant, 401',
      401,
      error(
        'Unauthorized',
        'Token tenant aaaaaaaa-0000-0000-0000-000000000001 does not match resource tenant.',
      ),
      'wrong-tenant',
      'wrong-tenant',
    ],
    [
      'no such deployment',
      404,
      error('DeploymentNotFound', 'The API deployment for this resource does not exist.'),
      'not-found',
      'not-found',
    ],
    ['no such route', 404, error('404', 'Resource not found'), 'not-found', 'not-found'],
    ['no such page, in HTML', 404, HTML, 'undecided', 'undecided'],
    ['throttled', 429, error('429', 'slow down'), 'throttled', 'throttled'],
    ['throttled by something that speaks HTML', 429, HTML, 'throttled', 'throttled'],
    [
      'another bad request of the gateway',
      400,
      error('BadRequest', 'API version not supported'),
      'undecided',
      'undecided',
    ],
    [
      'a model that is not known',
      400,
      error('unknown_model', 'Unknown model: gpt'),
      'undecided',
      'undecided',
    ],
    ['an unexplained refusal', 401, error('401', 'no'), 'undecided', 'undecided'],
    ['a conflict', 409, error('Conflict', 'messages are required'), 'undecided', 'undecided'],
    ['a refusal in HTML, whatever it says', 403, HTML, 'undecided', 'undecided'],
    ['an empty refusal', 401, '', 'undecided', 'undecided'],
    ['a refusal that holds nothing', 401, 'null', 'undecided', 'undecided'],
    [
      'a refusal that is a list',
      403,
      '["Virtual Network/Firewall rules"]',
      'undecided',
      'undecided',
    ],
    ['a redirect', 302, '', 'undecided', 'undecided'],
    [
      'an error of the server',
      500,
      error('InternalServerError', "'messages' is too short"),
      'undecided',
      'undecided',
    ],
    ['a bad gateway', 502, HTML, 'undecided', 'undecided'],
    ['no answer at all', 0, '', 'undecided', 'undecided'],
    ['an answer before the answer', 199, '{"data":[]}', 'undecided', 'undecided'],
  ];
  it.each(rows)('%s (%i): %s', (_title, status, body, ofToken, ofKey) => {
    expect(classify({ status, body }, 'token')).toBe(ofToken);
    expect(classify({ status, body }, 'key')).toBe(ofKey);
  });

  it('never takes a refusal for a success, and never fails on any answer', () => {
    const status = fc.oneof(
      fc.constantFrom(0, 301, 401, 403, 404, 409, 429, 500, 503),
      fc.nat(999),
    );
    fc.assert(
      fc.property(status, fc.oneof(fc.string(), fc.json()), (code, body) => {
        for (const sent of ['token', 'key'] as const) {
          const verdict = classify({ status: code, body }, sent);
          const success = code >= 200 && code < 300;
          const refusedBody = sent === 'token' && (code === 400 || code === 422);
          expect(verdict !== 'accepted' || success || refusedBody).toBe(true);
        }
      }),
    );
  });

  it('never says that a token was refused as a key, or a key as a token', () => {
    for (const [, status, body] of rows) {
      expect(['keys-disabled', 'key-rejected']).not.toContain(classify({ status, body }, 'token'));
      expect(['role-missing', 'wrong-audience']).not.toContain(classify({ status, body }, 'key'));
    }
  });
});

describe('what a refusal names', () => {
  it('is the data action and the principal', () => {
    expect(dataActionOf(error('PermissionDenied', LACKS))).toBe(CHAT);
    expect(principalOf(LACKS)).toBe('aaaaaaaa-0000-0000-0000-000000000001');
  });

  it('is read without quotes too, and the principal in any letter case', () => {
    const plain = LACKS.replaceAll('`', '').toUpperCase();
    expect(dataActionOf(error('PermissionDenied', plain))).toBe(CHAT.toUpperCase());
    expect(principalOf(plain)).toBe('aaaaaaaa-0000-0000-0000-000000000001');
  });

  it('is nothing where the text says nothing', () => {
    expect(
      dataActionOf(error('PermissionDenied', 'Principal does not have access.')),
    ).toBeUndefined();
    expect(dataActionOf('<html>')).toBeUndefined();
    expect(principalOf('Principal does not have access.')).toBeUndefined();
  });

  it('is never a command', () => {
    const hostile = error('PermissionDenied', 'lacks the required data action $(reboot) to');
    expect(dataActionOf(hostile)).toBeUndefined();
  });
});
