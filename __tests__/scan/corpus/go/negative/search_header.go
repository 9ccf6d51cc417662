package main

import (
	"net/http"
	"os"
)

func search() (*http.Response, error) {
	request, _ := http.NewRequest("GET", "https://contoso.search.windows.net/indexes/docs/docs?api-version=2024-07-01", nil)
	request.Header.Set("api-key", os.Getenv("AZURE_SEARCH_API_KEY"))
	return http.DefaultClient.Do(request)
}
