/**
 * new AzureOpenAI({ apiKey: process.env.AZURE_OPENAI_API_KEY }) is refused.
 */
// const client = new AzureOpenAI({ apiKey: process.env.AZURE_OPENAI_API_KEY });
export const help = 'Delete AZURE_OPENAI_API_KEY; new AzureOpenAI({ apiKey }) fails.';
