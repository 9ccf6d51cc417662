package main

import (
	models "github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

const endpoint = "https://contoso.openai.azure.com"

func aliased(secret string) (*models.Client, error) {
	return models.NewClientWithKeyCredential(endpoint, azcore.NewKeyCredential(secret), nil) // finds: source-uses-entra
}
