variable "keys_enabled" {
  type = bool
}

resource "azurerm_cognitive_account" "models" {
  custom_subdomain_name = "contoso"
  local_auth_enabled    = var.keys_enabled
}
