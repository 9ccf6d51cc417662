/**
 * A value as one word of a POSIX shell. Commands in findings are pasted by people who hold rights over
 * production, and names come from Azure: resource groups may hold brackets, so nothing is taken on trust.
 */
export function shellWord(value: string): string {
  return /^[\w./:@,=+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** A value as a Bicep string literal. https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings */
export function bicepString(value: string): string {
  const escaped = value
    .replaceAll('\\', String.raw`\\`)
    .replaceAll("'", String.raw`\'`)
    .replaceAll('${', String.raw`\${`)
    .replaceAll(/[\r\n]+/g, ' ');
  return `'${escaped}'`;
}
