package main

import "github.com/openai/openai-go/azure"

func option(key string) any {
	// foundry-entra-gate: allow source-uses-entra -- account of a partner, leaves in May
	return azure.WithAPIKey(key) // finds: source-uses-entra exempt
}
