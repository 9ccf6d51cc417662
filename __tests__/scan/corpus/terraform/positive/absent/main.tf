resource "azurerm_cognitive_account" "this" { # finds: iac-keys-disabled
  name                = "contoso"
  location            = "westeurope"
  resource_group_name = "rg"
  kind                = "AIServices"
  sku_name            = "S0"
  custom_subdomain_name = "contoso"
}
