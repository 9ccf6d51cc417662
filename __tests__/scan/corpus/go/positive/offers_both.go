package main

import (
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

func client(endpoint string) (*azopenai.Client, error) {
	if key := os.Getenv("AZURE_OPENAI_API_KEY"); key != "" {
		return azopenai.NewClientWithKeyCredential(endpoint, azcore.NewKeyCredential(key), nil) // finds: source-uses-entra warning
	}
	credential, err := azidentity.NewDefaultAzureCredential(nil)
	if err != nil {
		return nil, err
	}
	return azopenai.NewClient(endpoint, credential, nil)
}
