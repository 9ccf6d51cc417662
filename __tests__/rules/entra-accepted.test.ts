import { describe } from '@jest/globals';
import { known, unknown } from '../../src/domain/observation.ts';
import type { ProbeAnswer } from '../../src/domain/probe.ts';
import { BUILT_IN, role } from '../domain/built-in-roles.ts';
import { denyOf } from '../domain/deny-of.ts';
import { account, answer, APP, assignment, DENIED, ID } from './builders.ts';
import { holds } from './table.ts';

const CHAT = 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action';
const probed = (...answers: Partial<ProbeAnswer>[]) => ({
  entraProbe: known(answers.map((one) => answer(one))),
});
const GPT = { name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' };
const R1 = { name: 'r1', modelFormat: 'DeepSeek', modelName: 'DeepSeek-R1' };
const WHISPER = { name: 'w', modelFormat: 'OpenAI', modelName: 'whisper' };
const EMBEDDING = { name: 'e', modelFormat: 'OpenAI', modelName: 'text-embedding-3-large' };
/** The workflow holds one custom role, with one data action. */
const holding = (dataAction: string) => ({
  self: APP,
  roles: known(new Map([['one', role('one', 'One', { dataActions: [dataAction] })]])),
  reach: new Map([[APP, known([assignment({ principalId: APP, roleGuid: 'one' })])]]),
});
const bare = known(account({ customSubdomain: undefined }));

describe('entra-accepted', () => {
  holds('entra-accepted', [
    {
      when: 'the model refuses the request only after authorization',
      facts: probed({ audience: 'https://cognitiveservices.azure.com/.default' }),
      says: 'pass',
      shows: [
        'POST /openai/deployments/gpt/chat/completions at contoso-ai.openai.azure.com',
        'https://cognitiveservices.azure.com/.default',
        'HTTP 400',
        'uses no model tokens',
      ],
    },
    {
      when: 'the second audience is taken',
      facts: probed({ verdict: 'wrong-audience', audience: 'first' }, { audience: 'second' }),
      says: 'pass',
      shows: ['first', 'second'],
    },
    {
      when: 'nothing is deployed and the list of models is returned',
      facts: {
        ...probed({ request: 'GET /openai/models', status: 200, answer: '' }),
        deployments: known([]),
      },
      says: 'pass',
      shows: ['proves a read data action only'],
    },
    {
      when: 'the deployments could not be read and the list of models is returned',
      facts: {
        ...probed({ request: 'GET /openai/models', status: 200, answer: '' }),
        deployments: DENIED,
      },
      says: 'unknown',
      shows: [/GET \/openai\/models[^]*HTTP 200/, 'Missing permission: Some/action', 'Grant Some'],
    },
    {
      when: 'a made-up key is answered in the same way, so the token was not looked at',
      facts: {
        ...probed({ audience: 'first' }),
        keyProbe: known([answer({ verdict: 'undecided' })]),
      },
      says: 'unknown',
      shows: [
        'made-up key in the same way',
        /with a token for first was answered HTTP 400[^]*with a made-up key was answered HTTP 400/,
      ],
    },
    {
      when: 'no role lets the workflow infer, so the request may have been refused before the role was looked for',
      facts: { ...probed({}), self: APP, reach: new Map([[APP, known([])]]) },
      says: 'unknown',
      shows: [
        'no role that Azure lists',
        `No inference role of ${APP} is in force at ${ID.text}`,
        `az role assignment create --assignee-object-id ${APP}`,
        "--role 'Cognitive Services OpenAI User'",
        `or a custom role with ${CHAT}`,
      ],
    },
    {
      when: 'a deny assignment takes the role of the workflow away, so another role would not help',
      facts: {
        ...probed({}),
        self: APP,
        reach: new Map([[APP, known([assignment({ principalId: APP })])]]),
        denies: known([denyOf(APP, ID)]),
        denyReach: new Map([[APP, known([denyOf(APP, ID)])]]),
      },
      says: 'unknown',
      shows: [`${APP} is denied inference by the deny assignment Frozen`, 'let it exclude'],
      hides: ['az role assignment create'],
    },
    {
      when: 'a model of another publisher is deployed, for which the OpenAI role does not help',
      facts: {
        ...probed({}),
        deployments: known([WHISPER, R1]),
        self: APP,
        reach: new Map([[APP, known([])]]),
      },
      says: 'unknown',
      shows: ["--role 'Cognitive Services User'"],
    },
    {
      when: 'a role allows one of the models that are deployed',
      facts: {
        ...probed({}),
        deployments: known([GPT, R1]),
        self: APP,
        reach: new Map([
          [APP, known([assignment({ principalId: APP, roleGuid: BUILT_IN.openAiUser.guid })])],
        ]),
      },
      says: 'pass',
    },
    {
      when: 'the role of the workflow is listed too',
      facts: {
        ...probed({}),
        self: APP,
        reach: new Map([[APP, known([assignment({ principalId: APP })])]]),
      },
      says: 'pass',
    },
    {
      when: 'it could not be read which roles reach the workflow',
      facts: { ...probed({}), self: APP, reach: new Map([[APP, DENIED]]) },
      says: 'unknown',
      shows: ['Missing permission: Some/action', 'was answered HTTP 400'],
    },
    {
      when: 'the token does not tell who the workflow is',
      facts: { ...probed({}), self: undefined },
      says: 'unknown',
      shows: ['does not say which identity'],
    },
    {
      when: 'the role of the workflow is for another route than that of the request',
      facts: {
        ...probed({}),
        deployments: known([GPT, R1]),
        ...holding('*/MaaS/chat/completions/action'),
      },
      says: 'unknown',
      shows: ['no role that Azure lists'],
    },
    {
      when: 'the request is for a model of another publisher, and the role for those of OpenAI',
      facts: {
        ...probed({ request: 'POST /models/chat/completions' }),
        deployments: known([GPT, R1]),
        ...holding('*/OpenAI/deployments/chat/completions/action'),
      },
      says: 'unknown',
      shows: ['no role that Azure lists', 'MaaS/chat/completions/action'],
    },
    {
      when: 'only speech of OpenAI is deployed, and the role is for models of another publisher',
      facts: {
        ...probed({}),
        deployments: known([WHISPER, R1]),
        ...holding('*/MaaS/chat/completions/action'),
      },
      says: 'unknown',
      shows: ['no role that Azure lists'],
    },
    {
      when: 'the request and the role are for a model of another publisher, beside one of OpenAI',
      facts: {
        ...probed({ request: 'POST /models/chat/completions' }),
        deployments: known([GPT, R1]),
        ...holding('*/MaaS/chat/completions/action'),
      },
      says: 'pass',
    },
    {
      when: 'the request and the role are for chat, beside a model for embeddings',
      facts: { ...probed({}), deployments: known([GPT, EMBEDDING]), ...holding(CHAT) },
      says: 'pass',
    },
    {
      when: 'the request is for chat, and the role for embeddings only',
      facts: {
        ...probed({}),
        deployments: known([GPT, EMBEDDING]),
        ...holding('*/OpenAI/deployments/embeddings/action'),
      },
      says: 'unknown',
      shows: ['no role that Azure lists', `a custom role with ${CHAT}`],
    },
    {
      when: 'nothing is deployed, no role is listed, and the list of models is returned all the same',
      facts: {
        ...probed({ request: 'GET /openai/models', status: 200, answer: '' }),
        deployments: known([]),
        self: APP,
        reach: new Map([[APP, known([])]]),
      },
      says: 'pass',
    },
    {
      when: 'a made-up key is refused',
      facts: { ...probed({}), keyProbe: known([answer({ verdict: 'key-rejected', status: 401 })]) },
      says: 'pass',
    },
    {
      when: 'a made-up key is answered by a firewall, or for another reason than itself',
      facts: {
        ...probed({}),
        keyProbe: known([answer({ verdict: 'network-refused', status: 403, answer: 'Firewall' })]),
      },
      says: 'unknown',
      shows: ['made-up key was answered HTTP 403, Firewall', 'Run the step again'],
    },
    {
      when: 'a made-up key gets the same status for another request',
      facts: { ...probed({}), keyProbe: known([answer({ request: 'GET /elsewhere' })]) },
      says: 'unknown',
      shows: ['a made-up key was answered HTTP 400'],
      hides: ['in the same way'],
    },
    {
      when: 'a made-up key is throttled',
      facts: {
        ...probed({}),
        keyProbe: known([answer({ verdict: 'throttled', status: 429, answer: '' })]),
      },
      says: 'unknown',
      shows: ['made-up key was answered HTTP 429.'],
    },
    {
      when: 'no made-up key was sent',
      facts: { ...probed({}), keyProbe: known([]) },
      says: 'unknown',
      shows: ['no made-up key was sent'],
    },
    {
      when: 'the made-up key could not be sent',
      facts: { ...probed({}), keyProbe: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action'],
    },
    {
      when: "the workflow's own identity lacks the role",
      facts: probed({
        verdict: 'role-missing',
        status: 401,
        dataAction: CHAT,
        answer: `PermissionDenied: The principal \`aaaaaaaa-0000-0000-0000-000000000009\` lacks the required data action \`${CHAT}\``,
      }),
      says: 'unknown',
      shows: [
        `Missing permission: ${CHAT} at ${ID.text}`,
        `az role assignment create --assignee-object-id aaaaaaaa-0000-0000-0000-000000000009 --role 'Cognitive Services OpenAI User' --scope ${ID.text}`,
        'five minutes',
      ],
    },
    {
      when: 'the role is missing and the service names neither action nor principal',
      facts: probed({ verdict: 'role-missing', status: 401, answer: 'PermissionDenied' }),
      says: 'unknown',
      shows: [
        '--assignee-object-id "$(az ad sp show --id CLIENT-ID --query id --output tsv)"',
        "--role 'Cognitive Services OpenAI User'",
        'lacks the data action of the request',
      ],
    },
    {
      when: 'the role for a model of another publisher is missing',
      facts: probed({
        verdict: 'role-missing',
        dataAction: 'Microsoft.CognitiveServices/accounts/MaaS/chat/completions/action',
      }),
      says: 'unknown',
      shows: ["--role 'Cognitive Services User'"],
    },
    {
      when: 'neither audience is taken',
      facts: probed(
        { verdict: 'wrong-audience', audience: 'first' },
        { verdict: 'wrong-audience', audience: 'second' },
      ),
      says: 'unknown',
      shows: ['first, second'],
    },
    {
      when: 'the endpoint asks for a custom subdomain',
      facts: probed({ verdict: 'no-custom-subdomain', answer: '' }),
      says: 'fail',
      shows: ['custom-subdomain', 'HTTP 400: no message', 'customSubDomainName is absent'],
    },
    {
      when: 'the account has no custom subdomain and could not be called',
      facts: {
        account: bare,
        entraProbe: unknown({ kind: 'unavailable', message: 'Only a regional endpoint.' }),
      },
      says: 'fail',
      shows: ['see the rule custom-subdomain', '--custom-domain contoso-ai'],
    },
    {
      when: 'the account has no custom subdomain and yet the token is accepted',
      facts: { account: bare, ...probed({}) },
      says: 'pass',
    },
    {
      when: 'the firewall refuses the runner',
      facts: probed({ verdict: 'network-refused', status: 403 }),
      says: 'unknown',
      shows: ['says nothing of identity', 'runner inside'],
    },
    {
      when: 'the endpoint throttles',
      facts: probed({ verdict: 'throttled', status: 429 }),
      says: 'unknown',
      shows: ['throttled'],
    },
    {
      when: 'the token is of another tenant',
      facts: probed({ verdict: 'wrong-tenant' }),
      says: 'unknown',
      shows: ['tenant-id'],
    },
    {
      when: 'the deployment is gone',
      facts: probed({ verdict: 'not-found', status: 404 }),
      says: 'unknown',
    },
    {
      when: 'the answer is not understood',
      facts: probed({ verdict: 'undecided', status: 503 }),
      says: 'unknown',
      shows: ['HTTP 503'],
    },
    {
      when: 'the request could not be sent',
      facts: { entraProbe: DENIED },
      says: 'unknown',
      shows: ['lacks Some/action'],
    },
    {
      when: 'no probe fits, and there is no custom subdomain either',
      facts: { account: bare, ...probed() },
      says: 'skipped',
    },
    {
      when: 'no probe fits the kind of account',
      facts: { account: known(account({ kind: 'Face' })), ...probed() },
      says: 'skipped',
      shows: ['No probe fits'],
    },
  ]);
});
