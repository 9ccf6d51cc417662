import OpenAI from 'openai';

// Stands in for azure on a laptop.
export const client = new OpenAI({ baseURL: 'http://localhost:11434/v1', apiKey: 'ollama' });
