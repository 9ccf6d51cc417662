package main

// azure.WithAPIKey(os.Getenv("AZURE_OPENAI_API_KEY")) is refused.
const help = `Unset AZURE_OPENAI_API_KEY: azure.WithAPIKey(key) and azcore.NewKeyCredential(key) fail.`
