const { WEB_APP_KEY, COGNITIVE_SERVICES_ENDPOINT } = process.env;

export const skill = { uri: 'https://skill.contoso.com', httpHeaders: { 'Ocp-Apim-Subscription-Key': WEB_APP_KEY } };
export const endpoint = COGNITIVE_SERVICES_ENDPOINT;
