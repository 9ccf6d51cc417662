resource "azurerm_cognitive_account_connection_entra_id" "openai" {
  name                 = "openai"
  cognitive_account_id = "id"
  category             = "AzureOpenAI"
  target               = "https://other.openai.azure.com"
}
