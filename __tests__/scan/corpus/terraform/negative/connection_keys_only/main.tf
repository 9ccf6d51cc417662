resource "azurerm_cognitive_account_connection_api_key" "insights" {
  name                 = "insights"
  cognitive_account_id = "id"
  category             = "AppInsights"
  target               = "id"
  api_key              = "x"
}
