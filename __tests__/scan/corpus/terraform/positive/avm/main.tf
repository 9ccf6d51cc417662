module "account" { # finds: iac-keys-disabled
  source                = "Azure/avm-res-cognitiveservices-account/azurerm"
  version               = "0.10.0"
  name                  = "contoso"
  kind                  = "AIServices"
  custom_subdomain_name = "contoso"
}
