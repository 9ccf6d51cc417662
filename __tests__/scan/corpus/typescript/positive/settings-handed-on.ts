import { config } from './config';
import { makeClient } from './llm';

export const client = makeClient(config.endpoint, config.azureOpenAIKey); // KEY
