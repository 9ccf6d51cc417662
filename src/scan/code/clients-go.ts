import type { ClientSpec } from './clients.ts';

/** Go clients of Azure AI. First match counts. */
export const GO_CLIENTS: readonly ClientSpec[] = [
  {
    name: /^New\w*ClientWithKeyCredential$/,
    module: /\/(?:ai|cognitiveservices)\/\w+$/,
    anyCredential: true,
    key: [1],
    url: [0],
    rewrite: 'go-azopenai',
  },
  {
    name: /^New\w*Client$/,
    module: /\/(?:ai|cognitiveservices)\/az\w+$/,
    credential: [1],
    url: [0],
    rewrite: 'go-azopenai',
  },
  {
    name: /^WithAPIKey$/,
    module: /openai-go(?:\/v\d+)?\/azure$/,
    key: [0],
    rewrite: 'go-openai',
  },
  {
    name: /^WithTokenCredential$/,
    module: /openai-go(?:\/v\d+)?\/azure$/,
    credential: [0],
    rewrite: 'go-openai',
  },
  {
    name: /^DefaultAzureConfig$/,
    module: /sashabaranov\/go-openai/,
    key: [0],
    rewrite: 'go-openai',
  },
  {
    name: /^(?:New|NewClient)$/,
    module: /(?:openai\/openai-go(?:\/v\d+)?|tmc\/langchaingo\/llms\/openai)$/,
    key: ['.WithAPIKey', '.WithToken'],
    url: ['.WithBaseURL', '.WithAPIType'],
    onlyAzure: true,
    rewrite: 'go-openai',
  },
];
