import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Deployment } from '../../src/domain/account.ts';
import { inferenceDemand, possibleWants } from '../../src/domain/inference-actions.ts';
import { known, type Observation } from '../../src/domain/observation.ts';
import { grantOf } from '../../src/domain/permissions.ts';
import { account, DENIED } from '../rules/builders.ts';
import { BUILT_IN, role } from './built-in-roles.ts';

const ACCOUNTS = 'Microsoft.CognitiveServices/accounts';
const CHAT = 'OpenAI/deployments/chat/completions/action';
const EMBEDDINGS = 'OpenAI/deployments/embeddings/action';
const REALTIME = 'OpenAI/deployments/realtime/action';
const AUDIO = 'OpenAI/deployments/audio/action';
const IMAGES = 'OpenAI/images/generations/action';
const MODELS = 'MaaS/chat/completions/action';
const VIDEO = 'OpenAI/video/generations/any/action';
const OF_OPENAI = [CHAT, EMBEDDINGS, REALTIME, AUDIO, IMAGES, VIDEO];

const NOTHING = known<readonly Deployment[]>([]);
const openAi = (modelName: string): Deployment => ({ name: 'd', modelFormat: 'OpenAI', modelName });
const llama: Deployment = { name: 'l', modelFormat: 'Meta', modelName: 'Llama-4' };
const demand = (kind: string, deployments: Observation<readonly Deployment[]>) =>
  inferenceDemand(account({ kind }), deployments);
/** What is wanted, less the provider that is the same for all. */
const names = (wants: ReturnType<typeof possibleWants>): readonly string[] =>
  wants.map(({ plane, name }) => {
    expect(plane).toBe('dataAction');
    expect(name.startsWith(`${ACCOUNTS}/`)).toBe(true);
    return name.slice(ACCOUNTS.length + 1);
  });

describe('what the callers of an account need', () => {
  it.each([
    ['gpt-4o', CHAT],
    ['o4-mini', CHAT],
    ['text-embedding-3-large', EMBEDDINGS],
    ['gpt-realtime', REALTIME],
    ['gpt-4o-realtime-preview', REALTIME],
    ['whisper', AUDIO],
    ['gpt-4o-transcribe', AUDIO],
    ['gpt-4o-mini-tts', AUDIO],
    ['tts-hd', AUDIO],
    ['dall-e-3', IMAGES],
    ['gpt-image-1', IMAGES],
    ['sora-2', VIDEO],
  ])('is, for the OpenAI model %s, %s', (model, action) => {
    const { mode, wants } = demand('AIServices', known([openAi(model)]));
    expect([mode, names(wants)]).toEqual(['all', [action]]);
  });

  it('is for videos more than a role for chat grants, and what the built-in role grants', () => {
    const [video] = demand('AIServices', known([openAi('sora-2')])).wants;
    if (!video) throw new Error('a model is deployed');
    const actions = (one: string) => role('r', 'r', { dataActions: [`${ACCOUNTS}/${one}`] });
    expect(grantOf(BUILT_IN.openAiUser, video)).toBe('yes');
    expect(grantOf(actions(CHAT), video)).toBe('no');
    expect(grantOf(actions('OpenAI/video/generations/jobs/action'), video)).toBe('maybe');
  });

  it('is the action of other publishers for their models, whatever these are called', () => {
    const embed: Deployment = { name: 'e', modelFormat: 'Cohere', modelName: 'embed-v4' };
    expect(names(demand('AIServices', known([llama, embed])).wants)).toEqual([MODELS]);
  });

  it('is the action of each kind of model that is deployed, in the same words in any order', () => {
    const deployed = [llama, openAi('gpt-4o'), openAi('gpt-4.1'), openAi('whisper')];
    fc.assert(
      fc.property(fc.shuffledSubarray(deployed, { minLength: 4 }), (shuffled) => {
        const { mode, wants } = demand('AIServices', known(shuffled));
        expect([mode, names(wants)]).toEqual(['all', [MODELS, AUDIO, CHAT]]);
      }),
    );
  });

  it.each([
    ['AIServices', 'any', [CHAT, MODELS]],
    ['OpenAI', 'all', [CHAT]],
    ['openai', 'all', [CHAT]],
  ])('is, where nothing is deployed on kind %s, %s of %j', (kind, mode, expected) => {
    const asked = demand(kind, NOTHING);
    expect([asked.mode, names(asked.wants)]).toEqual([mode, expected]);
    expect(asked.unsure).toBeUndefined();
  });

  it.each([
    ['AIServices', [...OF_OPENAI, MODELS]],
    ['OpenAI', OF_OPENAI],
  ])('is all that kind %s may serve where the deployments could not be read', (kind, expected) => {
    const asked = demand(kind, DENIED);
    expect([asked.mode, asked.unsure]).toEqual(['all', DENIED.reason]);
    expect([...names(asked.wants)].sort()).toEqual([...expected].sort());
  });
});

describe('what the callers of a single service need', () => {
  it.each([
    ['SpeechServices', 'SpeechServices/', true],
    ['speechservices', 'speechservices/', true],
    ['FormRecognizer', 'FormRecognizer/', false],
    ['CustomVision.Training', 'CustomVision/', false],
    ['CustomVision.Prediction', 'CustomVision/', false],
    ['QnAMaker.v2', 'QnAMaker/', false],
    ['LUIS.Authoring', 'LUIS/', false],
    ['CognitiveServices', '', false],
    ['constructor', 'constructor/', false],
  ])('is, for kind %s, all of %j, with reading: %s', (kind, prefix, readsCount) => {
    for (const deployments of [NOTHING, DENIED]) {
      const { mode, wants } = demand(kind, deployments);
      expect(mode).toBe('all');
      expect(wants).toEqual([
        {
          plane: 'dataAction',
          name: `${ACCOUNTS}/${prefix}any/action`,
          family: { prefix: `${ACCOUNTS}/${prefix}`, readsCount, notServed: expect.anything() },
        },
      ]);
    }
  });
});

describe('Cognitive Services User', () => {
  it.each(['CognitiveServices', 'SpeechServices', 'Face', 'AIServices', 'OpenAI'])(
    'is enough for kind %s, though it excludes the tuning of models',
    (kind) => {
      for (const deployments of [NOTHING, DENIED]) {
        const { wants } = demand(kind, deployments);
        expect(wants.map((want) => grantOf(BUILT_IN.cognitiveServicesUser, want))).toEqual(
          wants.map(() => 'yes'),
        );
      }
    },
  );
});

describe('a role for all services but one', () => {
  const allBut = (service: string) =>
    role('1', 'r', {
      dataActions: ['Microsoft.CognitiveServices/*'],
      notDataActions: [`${ACCOUNTS}/${service}/*/write`],
    });
  const answers = (kind: string, service: string): readonly string[] =>
    demand(kind, NOTHING).wants.map((want) => grantOf(allBut(service), want));

  it('is in doubt on an account of several services, unless that one is not among them', () => {
    expect(answers('CognitiveServices', 'Face')).toEqual(['maybe']);
    expect(answers('CognitiveServices', 'OpenAI')).toEqual(['yes']);
    expect(answers('CognitiveServices', 'AIServices')).toEqual(['yes']);
  });

  it('is in doubt on an account of that service, and no other', () => {
    expect(answers('Face', 'Face')).toEqual(['maybe']);
    expect(answers('SpeechServices', 'Face')).toEqual(['yes']);
  });
});

describe('all that an account may need', () => {
  const kinds = ['AIServices', 'OpenAI', 'SpeechServices', 'CognitiveServices'];
  const deployment = fc.record({
    name: fc.constant('d'),
    modelFormat: fc.constantFrom('OpenAI', 'openai', 'Meta'),
    modelName: fc.constantFrom(
      'gpt-4o',
      'text-embedding-3-large',
      'gpt-realtime',
      'whisper',
      'dall-e-3',
    ),
  });

  it('holds what it needs, whatever is deployed and whether or not that could be read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.array(deployment), (kind, deployed) => {
        for (const deployments of [known(deployed), DENIED]) {
          expect(possibleWants(account({ kind }))).toEqual(
            expect.arrayContaining([...demand(kind, deployments).wants]),
          );
        }
      }),
    );
  });

  it('holds each thing once', () => {
    for (const kind of kinds) {
      const wants = possibleWants(account({ kind }));
      expect(new Set(wants.map(({ name }) => name)).size).toBe(wants.length);
    }
  });
});
