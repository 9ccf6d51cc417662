output "endpoint" {
  value = azurerm_cognitive_account.models.endpoint
}

output "key" {
  value     = azurerm_cognitive_account.models.primary_access_key # finds: source-uses-entra
  sensitive = true
}
