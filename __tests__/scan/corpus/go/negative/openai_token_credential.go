package main

import (
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/openai/openai-go"
	"github.com/openai/openai-go/azure"
)

// azure.WithAPIKey is gone.
func client() (openai.Client, error) {
	credential, err := azidentity.NewManagedIdentityCredential(nil)
	if err != nil {
		return openai.Client{}, err
	}
	return openai.NewClient(azure.WithEndpoint("https://contoso.openai.azure.com", "2024-10-21"), azure.WithTokenCredential(credential)), nil
}
