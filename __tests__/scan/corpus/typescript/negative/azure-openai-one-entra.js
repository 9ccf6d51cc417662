const { OpenAIClient } = require('@azure/openai');
const { DefaultAzureCredential } = require('@azure/identity');

// was: new AzureKeyCredential(process.env.AZURE_OPENAI_KEY)
module.exports = new OpenAIClient(process.env.AZURE_OPENAI_ENDPOINT, new DefaultAzureCredential());
