resource "azurerm_cognitive_account" "this" {
  name                = "contoso"
  location            = "westeurope"
  resource_group_name = "rg"
  kind                = "AIServices"
  sku_name            = "S0"
  custom_subdomain_name = "contoso"
  local_auth_enabled    = var.local_auth # finds: iac-keys-disabled
}
