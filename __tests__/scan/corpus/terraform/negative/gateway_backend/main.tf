resource "azurerm_api_management_backend" "search" {
  name     = "search"
  protocol = "http"
  url      = "https://contoso.search.windows.net"

  credentials {
    header = {
      "api-key" = var.search_admin_key
    }
  }
}

# The accounts of azurerm_cognitive_account are called with the gateway's own identity.
resource "azurerm_api_management_backend" "models" {
  name     = "models"
  protocol = "http"
  url      = "${var.azure_openai_endpoint}/openai"
}
