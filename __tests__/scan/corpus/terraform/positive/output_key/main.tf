resource "azurerm_cognitive_account" "models" {
  name                  = "contoso"
  kind                  = "OpenAI"
  sku_name              = "S0"
  custom_subdomain_name = "contoso"
  local_auth_enabled    = false
}
