package main

import (
	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
)

func client(signed option.Middleware) openai.Client {
	return openai.NewClient(
		option.WithBaseURL("https://contoso.openai.azure.com/openai/v1/"),
		option.WithAPIKey("not-needed"),
		option.WithMiddleware(signed),
	)
}
