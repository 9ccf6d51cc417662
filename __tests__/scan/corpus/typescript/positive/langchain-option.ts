import { AzureChatOpenAI } from '@langchain/openai';

export const model = new AzureChatOpenAI({ // finds: source-uses-entra
  azureOpenAIApiKey: process.env.AZURE_OPENAI_API_KEY,
  azureOpenAIApiDeploymentName: 'gpt-4o',
});
