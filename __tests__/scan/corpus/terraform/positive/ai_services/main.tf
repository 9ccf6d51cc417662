resource "azurerm_ai_services" "this" {
  name                         = "contoso"
  location                     = "westeurope"
  resource_group_name          = "rg"
  sku_name                     = "S0"
  custom_subdomain_name        = "contoso"
  local_authentication_enabled = true # finds: iac-keys-disabled
}
