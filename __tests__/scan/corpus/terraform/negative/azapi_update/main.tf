resource "azapi_update_resource" "account" {
  type        = "Microsoft.CognitiveServices/accounts@2025-06-01"
  resource_id = "id"
  body = {
    properties = {
      disableLocalAuth = true
    }
  }
}
