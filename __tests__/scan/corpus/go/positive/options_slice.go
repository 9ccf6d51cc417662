package main

import (
	"os"

	"github.com/openai/openai-go/azure"
	"github.com/openai/openai-go/option"
)

func options() []option.RequestOption {
	return []option.RequestOption{
		azure.WithEndpoint("https://contoso.openai.azure.com", "2024-10-21"),
		azure.WithAPIKey(os.Getenv("AOAI_KEY")), // finds: source-uses-entra
	}
}
