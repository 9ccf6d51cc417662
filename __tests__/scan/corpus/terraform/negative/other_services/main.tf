resource "azurerm_search_service" "this" {
  name                         = "contoso"
  local_authentication_enabled = true
}

resource "azapi_resource" "search" {
  type = "Microsoft.Search/searchServices@2023-11-01"
  name = "s"
  body = { properties = { disableLocalAuth = false } }
}

output "key" {
  value = azurerm_storage_account.cognitive.primary_access_key
}
