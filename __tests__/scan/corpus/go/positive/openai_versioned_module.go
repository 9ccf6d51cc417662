package main

import (
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/azure"
)

func client(key string) openai.Client {
	return openai.NewClient(azure.WithEndpoint("https://contoso.openai.azure.com", "2024-10-21"), azure.WithAPIKey(key)) // finds: source-uses-entra
}
