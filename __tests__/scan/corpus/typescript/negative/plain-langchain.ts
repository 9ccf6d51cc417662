import { ChatOpenAI } from '@langchain/openai';

// Not azure: api.openai.com
export const model = new ChatOpenAI({ apiKey: process.env.OPENAI_API_KEY });
