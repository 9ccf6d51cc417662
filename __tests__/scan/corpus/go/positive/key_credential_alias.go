package app

import (
	core "github.com/Azure/azure-sdk-for-go/sdk/azcore"
	aoai "github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
)

func client(endpoint, secret string) (*aoai.Client, error) {
	credential := core.NewKeyCredential(secret)
	return aoai.NewClientWithKeyCredential(endpoint, credential, nil) // KEY
}

func other(endpoint, secret string) (*aoai.Client, error) {
	make := aoai.NewClientWithKeyCredential
	return make(endpoint, core.NewKeyCredential(secret), nil) // KEY
}
