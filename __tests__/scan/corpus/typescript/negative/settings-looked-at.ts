import { config } from './config';

if (!config.azureOpenAIKey) errors.push('AZURE_OPENAI_API_KEY');
console.info(Boolean(config.azureOpenAIKey));
