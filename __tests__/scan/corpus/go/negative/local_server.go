package main

import (
	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

// Stands in for azure on a laptop.
var client = openai.NewClient(option.WithBaseURL("http://localhost:11434/v1"), option.WithAPIKey("ollama"))
