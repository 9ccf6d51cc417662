resource "azurerm_api_management_backend" "models" {
  name     = "models"
  protocol = "http"
  url      = var.azure_openai_endpoint

  credentials {
    header = {
      "api-key" = var.models_secret # finds: source-uses-entra
    }
  }
}
