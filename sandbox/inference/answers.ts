import { Refusal } from '../server/exchange.ts';

const error = (status: number, code: string, message: string, headers = {}): Refusal =>
  new Refusal({ status, headers, body: { error: { code, message } } });

/** The error answers of the inference gateway, as seen in the field and in Microsoft's troubleshooting pages. */
export const answers = {
  /** @param audience the EXPECTED audience */
  badToken: (audience: string): Refusal =>
    new Refusal({
      status: 401,
      body: {
        statusCode: 401,
        message: `Unauthorized. Access token is missing, invalid, audience is incorrect (${audience}), or have expired.`,
      },
    }),
  lacksDataAction: (objectId: string, action: string, request: string): Refusal =>
    error(
      401,
      'PermissionDenied',
      `The principal \`${objectId}\` lacks the required data action \`${action}\` to perform \`${request}\` operation. For instructions on how to resolve this, see https://aka.ms/FoundryPermissions.`,
    ),
  lacksAccessOlder: (): Refusal =>
    error(401, 'PermissionDenied', 'Principal does not have access to API/Operation.'),
  lacksAccessForbidden: (): Refusal =>
    error(403, 'Forbidden', 'Principal does not have access to API/Operation.'),
  invalidKey: (): Refusal =>
    error(
      401,
      '401',
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    ),
  keysDisabled: (): Refusal =>
    error(
      403,
      'AuthenticationTypeDisabled',
      'Key based authentication is disabled for this resource.',
    ),
  noSubdomain: (): Refusal =>
    error(
      400,
      'BadRequest',
      'Please provide a custom subdomain for token authentication, otherwise API key is required.',
    ),
  firewall: (): Refusal =>
    error(403, '403', 'Access denied due to Virtual Network/Firewall rules.'),
  privateOnly: (): Refusal =>
    error(403, '403', 'Public access is disabled. Please configure private endpoint.'),
  otherTenant: (tokenTenant: string): Refusal =>
    error(400, 'BadRequest', `Token tenant ${tokenTenant} does not match resource tenant.`),
  noDeployment: (): Refusal =>
    error(
      404,
      'DeploymentNotFound',
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
    ),
  unknownModel: (model: string): Refusal => error(400, 'unknown_model', `Unknown model: ${model}`),
  noRoute: (): Refusal => error(404, '404', 'Resource not found'),
  invalidBody: (message: string, parameter: string): Refusal =>
    new Refusal({
      status: 400,
      body: {
        error: { message, type: 'invalid_request_error', param: parameter, code: null },
      },
    }),
};
