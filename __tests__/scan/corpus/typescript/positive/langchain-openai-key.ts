import { AzureOpenAIEmbeddings } from '@langchain/openai';

export const vectors = new AzureOpenAIEmbeddings({ openAIApiKey: process.env.AZURE_OPENAI_API_KEY }); // finds: source-uses-entra
