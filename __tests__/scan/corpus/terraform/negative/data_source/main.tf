data "azurerm_cognitive_account" "this" {
  name                = "contoso"
  resource_group_name = "rg"
}

output "endpoint" {
  value = data.azurerm_cognitive_account.this.endpoint
}
