resource "azapi_resource" "account" {
  type      = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name      = "contoso"
  parent_id = "rg"
  body = jsonencode({
    properties = {
      customSubDomainName = "contoso"
      disableLocalAuth    = true
    }
  })
}
