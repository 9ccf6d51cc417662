resource "azapi_resource" "connection" {
  type      = "Microsoft.CognitiveServices/accounts/projects/connections@2025-06-01"
  name      = "search"
  parent_id = "p"
  body = {
    properties = {
      category = "CognitiveSearch"
      authType = "ApiKey" # finds: iac-connections-use-entra
      target   = "https://contoso.search.windows.net"
    }
  }
}
