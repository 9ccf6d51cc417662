import { sourceHit } from '../code/source-hit.ts';
import type { Hit } from '../hit.ts';
import { hostOwner, isEndpointName, isKeyHeader, keyOwner } from '../vocabulary.ts';
import { azapiType } from './account-shapes.ts';
import { everyIac, type IacExpr } from './expression.ts';
import type { Resource } from './template.ts';

const BACKENDS = ['microsoft.apimanagement/service/backends', 'azurerm_api_management_backend'];

/**
 * A backend of API Management that sends the key of an account in a header. The gateway can send a token of its own
 * identity (learn.microsoft.com, "Authenticate and authorize access to LLM APIs by using Azure API Management").
 */
export function judgeBackend(resource: Resource): readonly Hit[] {
  if (!BACKENDS.includes(azapiType(resource) ?? resource.type)) return [];
  const inner = everyIac(resource.body);
  return inner.flatMap((expr) => {
    const entry =
      expr.kind === 'object' ? expr.entries.find(({ key }) => isKeyHeader(key)) : undefined;
    if (!entry || !isOurs(entry.value, inner)) return [];
    const header = entry.key.toLowerCase();
    const span = { ...entry.span, endLine: entry.span.line };
    const message = `The backend of API Management sends a key in the header ${header}.`;
    return [sourceHit(span, message, `the header ${header}`, 'apim-backend')];
  });
}

/** By the name of the key, or by the address that the backend has. */
function isOurs(key: IacExpr, backend: readonly IacExpr[]): boolean {
  const owners = everyIac(key).flatMap((expr) => namesOf(expr).map(keyOwner));
  if (owners.includes('other')) return false;
  if (owners.includes('ours')) return true;
  return backend.some((expr) =>
    namesOf(expr).some((name) => hostOwner(name) === 'ours' || isEndpointName(name)),
  );
}

function namesOf(expr: IacExpr): readonly string[] {
  if (expr.kind === 'ref' || expr.kind === 'get') return [expr.name];
  return expr.kind === 'literal' && typeof expr.value === 'string' ? [expr.value] : [];
}
