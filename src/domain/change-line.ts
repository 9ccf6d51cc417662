import type { Change } from './change.ts';
import { resourceName } from './resource-name.ts';

/** A change as the log tells it: `contoso / models: convert-connection: done. The connection uses ...`. */
export function changeLine({ kind, resource, status, message }: Change): string {
  return `${resourceName(resource)}: ${kind}: ${status}. ${message}`;
}
