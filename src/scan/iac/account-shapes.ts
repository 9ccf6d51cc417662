import type { Module, Resource } from './template.ts';
import { ACCOUNT } from './template.ts';

/**
 * How a resource or module type spells what an account needs, and what holds when it says nothing. Defaults are
 * those of the type's own documentation: for ARM and azurerm keys are on, for the Bicep AVM module they are off.
 */
export interface AccountShape {
  /** What it is called in messages. */
  readonly what: string;
  /** Path to the property that turns keys off. */
  readonly keys: readonly string[];
  /** The value that turns them off. */
  readonly off: boolean;
  readonly offByDefault: boolean;
  /** Path to the custom subdomain; `undefined` where the module takes care of it. */
  readonly subdomain: readonly string[] | undefined;
  /** It may leave the property alone: it changes an account that is declared elsewhere. */
  readonly update?: true;
  readonly fix: { readonly label: 'Bicep' | 'Terraform' | 'Code'; readonly text: string };
}

const BICEP = `properties: {
  customSubDomainName: name
  disableLocalAuth: true
}`;
const ARM: AccountShape = {
  what: 'account',
  keys: ['properties', 'disableLocalAuth'],
  off: true,
  offByDefault: false,
  subdomain: ['properties', 'customSubDomainName'],
  fix: { label: 'Bicep', text: BICEP },
};
const AZAPI: AccountShape = {
  what: 'account (azapi)',
  keys: ['body', 'properties', 'disableLocalAuth'],
  off: true,
  offByDefault: false,
  subdomain: ['body', 'properties', 'customSubDomainName'],
  fix: {
    label: 'Terraform',
    text: `body = {
  properties = {
    customSubDomainName = var.name
    disableLocalAuth    = true
  }
}`,
  },
};
const AZURERM: AccountShape = {
  what: 'azurerm_cognitive_account',
  keys: ['local_auth_enabled'],
  off: false,
  offByDefault: false,
  subdomain: ['custom_subdomain_name'],
  fix: {
    label: 'Terraform',
    text: `local_auth_enabled    = false
custom_subdomain_name = var.name`,
  },
};

/** The shape of a resource that is an account; `undefined` for any other resource. */
export function accountShape(resource: Resource): AccountShape | undefined {
  if (resource.existing) return undefined;
  switch (resource.type) {
    case ACCOUNT:
      return ARM;
    case 'azurerm_cognitive_account':
      return AZURERM;
    case 'azurerm_ai_services':
      return {
        ...AZURERM,
        what: 'azurerm_ai_services',
        keys: ['local_authentication_enabled'],
        fix: {
          label: 'Terraform',
          text: `local_authentication_enabled = false
custom_subdomain_name        = var.name`,
        },
      };
    case 'azapi_resource':
      return azapiType(resource) === ACCOUNT ? AZAPI : undefined;
    case 'azapi_update_resource':
      return azapiType(resource) === ACCOUNT ? { ...AZAPI, update: true } : undefined;
    default:
      return undefined;
  }
}

/** The ARM type of an azapi resource, in lower case and without its version. */
export function azapiType(resource: Resource): string | undefined {
  if (!resource.type.startsWith('azapi_') || resource.body.kind !== 'object') return undefined;
  const type = resource.body.entries.find((entry) => entry.key === 'type')?.value;
  const first = type?.kind === 'text' ? type.parts[0] : type;
  return first?.kind === 'literal' ? String(first.value).split('@')[0]?.toLowerCase() : undefined;
}

/** The shape of a call of a published module that makes an account. */
export function moduleShape(module: Module): AccountShape | undefined {
  const source = module.source.toLowerCase();
  if (source.includes('avm/res/cognitive-services/account:'))
    return {
      what: 'module avm/res/cognitive-services/account',
      keys: ['disableLocalAuth'],
      off: true,
      offByDefault: true,
      subdomain: ['customSubDomainName'],
      fix: {
        label: 'Bicep',
        text: `params: {
  customSubDomainName: name
  disableLocalAuth: true
}`,
      },
    };
  if (source.includes('avm/ptn/ai-ml/ai-foundry:'))
    return {
      what: 'module avm/ptn/ai-ml/ai-foundry',
      keys: ['aiFoundryConfiguration', 'disableLocalAuth'],
      off: true,
      offByDefault: true,
      subdomain: undefined,
      fix: { label: 'Bicep', text: 'aiFoundryConfiguration: { disableLocalAuth: true }' },
    };
  if (source.includes('avm/ptn/azd/ml-hub-dependencies:'))
    return {
      what: 'module avm/ptn/azd/ml-hub-dependencies',
      keys: ['cognitiveServicesDisableLocalAuth'],
      off: true,
      offByDefault: false,
      subdomain: undefined,
      fix: { label: 'Bicep', text: 'cognitiveServicesDisableLocalAuth: true' },
    };
  if (
    /^(?:registry\.terraform\.io\/)?azure\/avm-res-cognitiveservices-account\/azurerm(?:\/\/.*)?$|terraform-azurerm-avm-res-cognitiveservices-account/.test(
      source,
    )
  )
    return {
      ...AZURERM,
      what: 'module avm-res-cognitiveservices-account',
    };
  if (
    /^(?:registry\.terraform\.io\/)?azure\/avm-ptn-aiml-ai-foundry\/azurerm(?:\/\/.*)?$|terraform-azurerm-avm-ptn-aiml-ai-foundry/.test(
      source,
    )
  )
    return {
      what: 'module avm-ptn-aiml-ai-foundry',
      keys: ['ai_foundry', 'disable_local_auth'],
      off: true,
      offByDefault: false,
      subdomain: undefined,
      fix: { label: 'Terraform', text: 'ai_foundry = { disable_local_auth = true }' },
    };
  if (/^(?:registry\.terraform\.io\/)?azure\/openai\/azurerm$/.test(source))
    return { ...AZURERM, what: 'module Azure/openai/azurerm', subdomain: undefined };
  // A registry of the team's own: only what is said outright counts.
  if (/^(?:br|ts)[:/].*(?:cognitive|openai|ai-?services|foundry)/.test(source))
    return {
      ...ARM,
      what: `module ${module.source}`,
      keys: ['disableLocalAuth'],
      offByDefault: true,
      subdomain: undefined,
    };
  return undefined;
}
