package main

import (
	oai "github.com/openai/openai-go/v3"
	az "github.com/openai/openai-go/v3/azure"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// no AZURE_OPENAI_API_KEY
func client(credential azcore.TokenCredential) oai.Client {
	return oai.NewClient(az.WithTokenCredential(credential))
}
