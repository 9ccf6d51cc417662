resource "azurerm_cognitive_account_connection_api_key" "openai" { # finds: iac-connections-use-entra
  name                 = "openai"
  cognitive_account_id = "id"
  category             = "AzureOpenAI"
  target               = "https://other.openai.azure.com"
  api_key              = var.key
}

variable "key" {}
