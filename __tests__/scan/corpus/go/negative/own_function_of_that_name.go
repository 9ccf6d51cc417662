package main

// The API key of the azure blue theme.
func WithAPIKey(name string) string { return name }

var theme = WithAPIKey("azure")
