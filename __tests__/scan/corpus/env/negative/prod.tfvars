azure_openai_endpoint    = "https://contoso.openai.azure.com"
azure_openai_use_api_key = false
azure_openai_key         = null
search_admin_key         = "0123"
