package main

import (
	"net/http"
	"os"
)

func call() (*http.Response, error) {
	request, _ := http.NewRequest("POST", "https://contoso.openai.azure.com/openai/v1/responses", nil)
	request.Header.Set("api-key", os.Getenv("AZURE_OPENAI_API_KEY")) // finds: source-uses-entra
	return http.DefaultClient.Do(request)
}
