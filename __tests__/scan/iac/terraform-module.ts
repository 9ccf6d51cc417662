/** A module whose account leaves keys on where its caller, or a file of variables, says so. */
export const TERRAFORM_MODULE = `variable "keys" {
  default = false
}
resource "azurerm_cognitive_account" "a" {
  name                  = "c"
  kind                  = "AIServices"
  custom_subdomain_name = "c"
  local_auth_enabled    = var.keys
}
`;
