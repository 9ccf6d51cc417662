/**
 * The custom subdomain for an account: its own name in lower case. `undefined` where that is no valid one.
 * 2 to 64 letters, digits and hyphens, not ending in a hyphen:
 * https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains
 */
export function subdomainFor(accountName: string): string | undefined {
  const name = accountName.toLowerCase();
  return /^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$/.test(name) ? name : undefined;
}
