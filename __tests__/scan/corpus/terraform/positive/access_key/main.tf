data "azurerm_cognitive_account" "this" {
  name                = "contoso"
  resource_group_name = "rg"
}

resource "azurerm_key_vault_secret" "key" {
  name         = "openai"
  value        = data.azurerm_cognitive_account.this.primary_access_key # finds: source-uses-entra
  key_vault_id = "kv"
}
