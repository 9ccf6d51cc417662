import { AIProjectClient } from '@azure/ai-projects';
import { DefaultAzureCredential } from '@azure/identity';

// takes no apiKey
export const project = new AIProjectClient(process.env.PROJECT_ENDPOINT!, new DefaultAzureCredential());
