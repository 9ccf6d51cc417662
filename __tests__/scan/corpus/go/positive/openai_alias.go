package main

import (
	oai "github.com/openai/openai-go"
	az "github.com/openai/openai-go/azure"
)

var secret = "0123456789abcdef0123456789abcdef"
var client = oai.NewClient(az.WithAPIKey(secret)) // finds: source-uses-entra
