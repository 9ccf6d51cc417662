import { jsonBody, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Connection, Deployment } from '../world.ts';
import { answers } from './answers.ts';
import type { InferenceCall } from './call.ts';

/** The deployment that a call is for, where it is for one. @throws Refusal 404 or 400 */
export function deploymentOf({
  account,
  params,
  route,
  call,
}: InferenceCall): Deployment | undefined {
  if (!['chat', 'embeddings', 'responses'].includes(route.does)) return undefined;
  const inPath = params.deployment;
  const model = inPath ?? jsonBody(call)?.model;
  if (typeof model !== 'string') return undefined;
  const found = account.deployments.find(({ name }) => name.toLowerCase() === model.toLowerCase());
  if (found) return found;
  throw inPath === undefined && route.audience === 'models'
    ? answers.unknownModel(model)
    : answers.noDeployment();
}

/** @throws Refusal 400 for a body that no model takes */
export function checkBody({ route, call, params }: InferenceCall): void {
  if (!['chat', 'embeddings', 'responses'].includes(route.does)) return;
  const body = jsonBody(call);
  if (!body) throw answers.invalidBody('We could not parse the JSON body of your request.', '');
  if (params.deployment === undefined && typeof body.model !== 'string') {
    throw answers.invalidBody('you must provide a model parameter', 'model');
  }
  const member = route.does === 'chat' ? 'messages' : 'input';
  const value = body[member];
  const given = typeof value === 'string' ? value : Array.isArray(value) ? value : undefined;
  if (given === undefined || given.length === 0) {
    throw answers.invalidBody(
      given === undefined
        ? `Missing required parameter: '${member}'.`
        : `Invalid '${member}': empty array. Expected an array with minimum length 1, but got an empty array instead.`,
      member,
    );
  }
}

/** The answer of a call that passed. No model runs: the reply is a fixed one with its use of tokens. */
export function respond(runtime: Runtime, request: InferenceCall): Reply {
  const { account, params, route } = request;
  const created = Math.floor(runtime.clock.now() / 1_000);
  switch (route.does) {
    case 'list-models':
      return {
        status: 200,
        body: {
          object: 'list',
          data: ['gpt-4o-2024-11-20', 'text-embedding-3-large-1'].map((id) => ({
            id,
            object: 'model',
            created_at: created,
            lifecycle_status: 'generally-available',
            status: 'succeeded',
            capabilities: { inference: true, fine_tune: false },
          })),
        },
      };
    case 'model-info':
      return {
        status: 200,
        body: {
          model_name: account.deployments[0]?.model.name ?? 'default',
          model_type: 'chat-completion',
          model_provider_name: account.deployments[0]?.model.format ?? 'OpenAI',
        },
      };
    case 'chat':
    case 'responses':
      return {
        status: 200,
        body: {
          id: `chatcmpl-${created}`,
          object: 'chat.completion',
          created,
          model: deploymentOf(request)?.model.name ?? '',
          choices: [
            { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'pong' } },
          ],
          usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
        },
      };
    case 'embeddings':
      return {
        status: 200,
        body: {
          object: 'list',
          data: [{ object: 'embedding', index: 0, embedding: [0.5, -0.5] }],
          model: deploymentOf(request)?.model.name ?? '',
          usage: { prompt_tokens: 1, total_tokens: 1 },
        },
      };
    case 'list-deployments':
      return {
        status: 200,
        body: {
          value: account.deployments.map(({ name, model }) => ({
            type: 'ModelDeployment',
            name,
            modelName: model.name,
            modelVersion: model.version,
            modelPublisher: model.format,
          })),
        },
      };
    case 'list-connections':
      return {
        status: 200,
        body: {
          value: connectionsOf(request).map((connection) => ({
            ...dataPlaneView(connection),
            credentials: { type: connection.authType },
          })),
        },
      };
    case 'reveal-connection': {
      const wanted = params.connection?.toLowerCase();
      const found = connectionsOf(request).find(({ name }) => name.toLowerCase() === wanted);
      if (!found) throw answers.noRoute();
      runtime.secrets.addAll(found.credentials);
      return {
        status: 200,
        revealsSecret: true,
        body: {
          ...dataPlaneView(found),
          credentials: { type: found.authType, ...found.credentials },
        },
      };
    }
    case 'list-agents':
      return { status: 200, body: { object: 'list', data: [], has_more: false } };
    case 'service':
      return { status: 200, body: { value: [] } };
  }
}

function connectionsOf({ account, params }: InferenceCall): readonly Connection[] {
  const name = params.project?.toLowerCase();
  const project = account.projects.find((candidate) => candidate.name.toLowerCase() === name);
  return [
    ...(project?.connections ?? []),
    ...account.connections.filter(({ isSharedToAll }) => isSharedToAll === true),
  ];
}

function dataPlaneView(connection: Connection): Record<string, unknown> {
  return {
    name: connection.name,
    id: connection.name,
    type: connection.category,
    target: connection.target,
    isDefault: false,
    metadata: connection.metadata ?? {},
  };
}
