package main

import (
	"os"

	"github.com/openai/openai-go/azure"
)

const keyVariable = "AZURE_OPENAI_API_KEY"

func option() any {
	key := os.Getenv(keyVariable)
	return azure.WithAPIKey(key) // finds: source-uses-entra
}
