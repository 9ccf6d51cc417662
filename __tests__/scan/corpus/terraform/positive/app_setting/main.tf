variable "openai_key" {}

resource "azurerm_linux_web_app" "app" {
  name = "app"
  app_settings = {
    AZURE_OPENAI_API_KEY = var.openai_key # finds: source-uses-entra
  }
}
