import { AzureChatOpenAI } from '@langchain/openai';

export const model = new AzureChatOpenAI({ azureOpenAIApiDeploymentName: 'gpt-4o', temperature: 0 }); // finds: source-uses-entra
