// Azure Cognitive Services had Bing once; its keys are those of another resource.
const ENDPOINT = 'https://api.cognitive.microsoft.com/bing/v7.0/search';

export const search = (query, key) =>
  fetch(`${ENDPOINT}?q=${query}`, { headers: { 'Ocp-Apim-Subscription-Key': key } });
