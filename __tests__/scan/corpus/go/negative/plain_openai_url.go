package main

import (
	"os"

	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

// Not on Azure.
var client = openai.NewClient(option.WithBaseURL("https://api.openai.com/v1"), option.WithAPIKey(os.Getenv("OPENAI_API_KEY")))
