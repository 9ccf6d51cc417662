package main

import "os"

type settings struct{ secret string }

// The client is made elsewhere, from this.
func load() settings {
	return settings{secret: os.Getenv("AZURE_OPENAI_API_KEY")} // finds: source-uses-entra
}
