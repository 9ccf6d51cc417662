package main

import (
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

func client() (*azopenai.Client, error) {
	key := azcore.NewKeyCredential(os.Getenv("AZURE_OPENAI_API_KEY"))
	return azopenai.NewClientWithKeyCredential(os.Getenv("AZURE_OPENAI_ENDPOINT"), key, nil) // finds: source-uses-entra
}
