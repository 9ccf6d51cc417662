module "account" {
  source                = "Azure/avm-res-cognitiveservices-account/azurerm"
  name                  = "contoso"
  custom_subdomain_name = "contoso"
  local_auth_enabled    = false
}
