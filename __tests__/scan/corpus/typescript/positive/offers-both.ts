import { AzureKeyCredential } from '@azure/core-auth';
import { DefaultAzureCredential } from '@azure/identity';
import { ContentSafetyClient } from '@azure/ai-content-safety';

const key = process.env.CONTENT_SAFETY_KEY;
const credential = key ? new AzureKeyCredential(key) : new DefaultAzureCredential();
export const safety = new ContentSafetyClient(process.env.CONTENT_SAFETY_ENDPOINT!, credential); // finds: source-uses-entra warning
