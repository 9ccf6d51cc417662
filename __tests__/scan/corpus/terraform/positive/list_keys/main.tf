data "azurerm_cognitive_account" "this" {
  name                = "contoso"
  resource_group_name = "rg"
}

data "azapi_resource_action" "keys" {
  type                   = "Microsoft.CognitiveServices/accounts@2023-05-01"
  resource_id            = data.azurerm_cognitive_account.this.id
  action                 = "listKeys" # finds: source-uses-entra
  response_export_values = ["*"]
}
