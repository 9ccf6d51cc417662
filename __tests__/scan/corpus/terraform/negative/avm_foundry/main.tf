module "foundry" {
  source  = "Azure/avm-ptn-aiml-ai-foundry/azurerm"
  version = "0.7.0"
  ai_foundry = {
    disable_local_auth = true
  }
}
