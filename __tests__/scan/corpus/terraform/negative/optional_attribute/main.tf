variable "models" {
  type = object({
    name               = optional(string, "contoso")
    disable_local_auth = optional(bool, true)
  })
  default = {}
}

resource "azapi_resource" "models" {
  type = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name = var.models.name
  body = {
    properties = {
      customSubDomainName = var.models.name
      disableLocalAuth    = var.models.disable_local_auth
    }
  }
}
