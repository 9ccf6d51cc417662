package main

import (
	"os"

	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

// Not on Azure.
var client = openai.NewClient(option.WithAPIKey(os.Getenv("OPENAI_API_KEY")))
