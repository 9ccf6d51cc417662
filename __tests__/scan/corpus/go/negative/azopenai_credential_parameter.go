package main

import (
	"github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// No api_key: the caller hands in a token credential.
func client(endpoint string, credential azcore.TokenCredential) (*azopenai.Client, error) {
	return azopenai.NewClient(endpoint, credential, nil)
}
