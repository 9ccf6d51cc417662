import { Refusal } from '../server/exchange.ts';

/** An error answer in Azure Resource Manager's shape. */
export function armError(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal({
    status,
    headers: { ...headers, 'x-ms-failure-cause': 'gateway' },
    body: { error: { code, message } },
  });
}

export function notFound(type: string, name: string, resourceGroup: string): Refusal {
  return armError(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/** For children of a resource, which their resource provider answers itself. */
export function childNotFound(what: string, name: string): Refusal {
  return armError(404, 'NotFound', `${what} ${name} was not found.`);
}

export function badRequest(message: string, code = 'BadRequest'): Refusal {
  return armError(400, code, message);
}
