variable "keys_enabled" {
  type = bool
}

variable "always_enabled" {
  type = bool
}

resource "azurerm_cognitive_account" "models" {
  custom_subdomain_name = "contoso"
  local_auth_enabled    = var.keys_enabled # finds: iac-keys-disabled unknown
}

resource "azurerm_cognitive_account" "speech" {
  custom_subdomain_name = "contoso-speech"
  local_auth_enabled    = var.always_enabled # finds: iac-keys-disabled
}
