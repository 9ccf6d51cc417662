const { AzureOpenAI } = require('openai');

const key = process.env['AZURE_OPENAI_API_KEY'];
module.exports = new AzureOpenAI({ apiKey: key, apiVersion: '2024-10-21' }); // finds: source-uses-entra
