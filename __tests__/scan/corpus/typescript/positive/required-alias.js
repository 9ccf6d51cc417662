const { AzureKeyCredential: Key } = require('@azure/core-auth');
const { OpenAIClient: Client } = require('@azure/openai');
const { AzureOpenAI: Chat } = require('openai');

const client = new Client(endpoint, new Key(secret)); // KEY
const chat = new Chat({ endpoint, apiKey: secret }); // KEY
