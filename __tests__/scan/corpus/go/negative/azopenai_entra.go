package main

import (
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// In place of azcore.NewKeyCredential.
func client() (*azopenai.Client, error) {
	credential, err := azidentity.NewDefaultAzureCredential(nil)
	if err != nil {
		return nil, err
	}
	return azopenai.NewClient(os.Getenv("AZURE_OPENAI_ENDPOINT"), credential, nil)
}
