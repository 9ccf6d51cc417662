module "foundry" { # finds: iac-keys-disabled
  source  = "Azure/avm-ptn-aiml-ai-foundry/azurerm"
  version = "0.7.0"
  ai_foundry = {
    create_ai_agent_service = true
  }
}

module "models" {
  source                = "Azure/avm-res-cognitiveservices-account/azurerm"
  version               = "0.7.1"
  kind                  = "OpenAI"
  custom_subdomain_name = "contoso"
  local_auth_enabled    = false
}

output "key" {
  value = module.models.primary_access_key # finds: source-uses-entra
}
