package main

import (
	"os"

	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

func client() openai.Client {
	key := os.Getenv("AZURE_OPENAI_API_KEY")
	return openai.NewClient(option.WithBaseURL("https://contoso.openai.azure.com/openai/v1/"), option.WithAPIKey(key)) // finds: source-uses-entra
}
