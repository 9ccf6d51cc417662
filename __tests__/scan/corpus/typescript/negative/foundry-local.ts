import { FoundryLocalManager } from 'foundry-local-sdk';
import { OpenAI } from 'openai';

const foundryLocalManager = new FoundryLocalManager();
export const settings = { baseURL: foundryLocalManager.endpoint, apiKey: foundryLocalManager.apiKey };
export const client = new OpenAI(settings);
