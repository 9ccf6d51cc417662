import { describe, expect, it } from '@jest/globals';
import {
  hostOwner,
  isEndpointName,
  isGateway,
  isTokenName,
  isUnused,
  keyOwner,
  upperSnake,
} from '../../src/scan/vocabulary.ts';

describe('the name of a key', () => {
  it.each([
    'AZURE_OPENAI_API_KEY',
    'AZURE_OPENAI_KEY',
    'AZURE_INFERENCE_CREDENTIAL',
    'AZURE_INFERENCE_KEY',
    'AZURE_AI_KEY',
    'AZURE_AI_API_KEY',
    'AZURE_AISERVICES_KEY',
    'AI_FOUNDRY_KEY',
    'FOUNDRY_API_KEY',
    'COGNITIVE_SERVICE_KEY',
    'COGNITIVE_SERVICES_KEY',
    'SPEECH_KEY',
    'VISION_KEY',
    'LANGUAGE_KEY',
    'TRANSLATOR_KEY',
    'DOCUMENTINTELLIGENCE_API_KEY',
    'CONTENT_SAFETY_KEY',
    'AZURE_OPENAI_API_KEY_2',
    'AZURE_OPENAI_EMBEDDINGS_API_KEY',
    'AOAI_API_KEY',
    'AzureOpenAI:ApiKey',
    'AzureOpenAI__ApiKey',
    'azureOpenAiKey',
    'azure-openai-api-key',
    'spring.ai.azure.openai.api-key',
    'VITE_AZURE_OPENAI_KEY',
    'AI_SPEECH_KEY',
    'AzureVoiceLiveApiKey',
    'INK_RECOGNIZER_SUBSCRIPTION_KEY',
    'COGSVC_KEY',
    'AZURE_COGS_KEY',
    'TRANSLATE_SUBSCRIPTION_KEY',
    'Function:AzureOpenAIApiKey',
    'WEBAPP_AZURE_OPENAI_API_KEY',
    'SEARCH_AI_SERVICES_KEY',
  ])('%s is ours', (name) => {
    expect(keyOwner(name)).toBe('ours');
  });

  it.each([
    'AZURE_SEARCH_KEY',
    'AZURE_AI_SEARCH_API_KEY',
    'AZURE_COSMOS_KEY',
    'AZURE_STORAGE_ACCOUNT_KEY',
    'AZURE_MAPS_KEY',
    'EVENTGRID_KEY',
    'BING_SEARCH_KEY',
    'APIM_SUBSCRIPTION_KEY',
    'VERTEX_AI_SERVICE_ACCOUNT_KEY',
    'FOUNDRY_LOCAL_API_KEY',
    'nonAzureApiKey',
    'WEB_APP_KEY',
    'AZURE_OPENAI_SEARCH_KEY',
    'AZURE_OPENAI_GATEWAY_KEY',
    'GATEWAY_AZURE_OPENAI_KEY',
    'AZURE_FUNCTION_KEY',
    'FUNCTION_APP_HOST_KEY',
    'MAPS_SUBSCRIPTION_KEY',
    'GOOGLE_TRANSLATE_KEY',
  ])('%s is of another service', (name) => {
    expect(keyOwner(name)).toBe('other');
  });

  it.each([
    'OPENAI_API_KEY',
    'AZURE_API_KEY',
    'API_KEY',
    'apiKey',
    'AI_LANGUAGE_MODEL_KEY',
    'TRANSLATE_API_KEY',
  ])('%s could be any', (name) => {
    expect(keyOwner(name)).toBe('unclear');
  });

  it.each([
    'AZURE_OPENAI_ENDPOINT',
    'AZURE_OPENAI_API_VERSION',
    'AZURE_OPENAI_AD_TOKEN',
    'AZURE_OPENAI_KEY_VAULT_NAME',
    'AZURE_OPENAI_API_KEY_SECRET_NAME',
    'AZURE_KEY_VAULT_URL',
    'AZURE_CLIENT_ID',
    'LANGUAGE',
    'monkey',
  ])('%s is none', (name) => {
    expect(keyOwner(name)).toBeUndefined();
  });

  it('is brought to one notation', () => {
    expect(upperSnake('AzureOpenAI:ApiKey')).toBe('AZURE_OPENAI_API_KEY');
    expect(upperSnake('azureAIKey')).toBe('AZURE_AI_KEY');
  });
});

describe('an address', () => {
  it.each([
    'https://contoso.openai.azure.com/openai/v1/',
    'https://contoso.services.ai.azure.com/models',
    'https://contoso.cognitiveservices.azure.com',
    'https://westeurope.api.cognitive.microsoft.com',
    'https://api.cognitive.microsofttranslator.com/translate',
    'https://contoso.openai.azure.us',
    'https://{}.openai.azure.com',
  ])('%s is ours', (url) => {
    expect(hostOwner(url)).toBe('ours');
  });

  it.each([
    'https://api.openai.com/v1',
    'https://models.inference.ai.azure.com',
    'https://contoso.search.windows.net',
    'https://api.bing.microsoft.com',
    'https://api.cognitive.microsoft.com/bing/v7.0/search',
    'https://contoso.azure-api.net/openai',
    'http://localhost:11434/v1',
  ])('%s is of another service', (url) => {
    expect(hostOwner(url)).toBe('other');
  });

  it('is known by the name of its variable', () => {
    expect(isEndpointName('AZURE_OPENAI_ENDPOINT')).toBe(true);
    expect(isEndpointName('AZURE_SEARCH_ENDPOINT')).toBe(false);
    expect(isEndpointName('DATABASE_URL')).toBe(false);
  });

  it('may be that of a gateway with keys of its own', () => {
    expect(isGateway('https://contoso.azure-api.net/openai')).toBe(true);
    expect(isGateway('apim_subscription_key')).toBe(true);
    expect(isGateway('Ocp-Apim-Subscription-Key')).toBe(false);
    expect(isGateway('https://contoso.openai.azure.com')).toBe(false);
  });
});

describe('a text in the place of a key', () => {
  it.each([
    '',
    ' ',
    'unused',
    'not-needed',
    'none',
    'dummy',
    'placeholder',
    'fake-key',
    'managed-identity',
  ])('%j says that no key is needed', (text) => {
    expect(isUnused(text)).toBe(true);
  });

  it.each(['<your-key>', 'YOUR_API_KEY', '0123456789abcdef0123456789abcdef', 'sk-1234'])(
    '%j is a key, or asks for one',
    (text) => {
      expect(isUnused(text)).toBe(false);
    },
  );

  it('that is named a token is Entra', () => {
    expect(isTokenName('token_provider')).toBe(true);
    expect(isTokenName('AZURE_OPENAI_AD_TOKEN')).toBe(true);
    expect(isTokenName('max_tokens')).toBe(false);
  });
});
