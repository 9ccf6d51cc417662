const { OpenAIClient, AzureKeyCredential } = require('@azure/openai');

const client = new OpenAIClient(process.env.AZURE_OPENAI_ENDPOINT, new AzureKeyCredential(process.env.AZURE_OPENAI_KEY)); // finds: source-uses-entra
module.exports = { client };
