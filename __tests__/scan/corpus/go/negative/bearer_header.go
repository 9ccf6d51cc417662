package main

import "net/http"

func call(token string) (*http.Response, error) {
	request, _ := http.NewRequest("POST", "https://contoso.openai.azure.com/openai/v1/responses", nil)
	request.Header.Set("Authorization", "Bearer "+token) // in place of api-key
	return http.DefaultClient.Do(request)
}
