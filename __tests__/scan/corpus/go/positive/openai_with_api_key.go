package main

import (
	"os"

	"github.com/openai/openai-go"
	"github.com/openai/openai-go/azure"
)

func client() openai.Client {
	return openai.NewClient( // finds: source-uses-entra
		azure.WithEndpoint(os.Getenv("AZURE_OPENAI_ENDPOINT"), "2024-10-21"),
		azure.WithAPIKey(os.Getenv("AZURE_OPENAI_API_KEY")),
	)
}
