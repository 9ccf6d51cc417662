package main

import (
	"github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

func inline(endpoint, key string) {
	client, err := azopenai.NewClientWithKeyCredential(endpoint, azcore.NewKeyCredential(key), nil) // finds: source-uses-entra
	_, _ = client, err
}
