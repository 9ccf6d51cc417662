package main

import "net/http"

func translate(key string) (*http.Response, error) {
	request, _ := http.NewRequest("POST", "https://api.cognitive.microsofttranslator.com/translate?api-version=3.0&to=de", nil)
	request.Header.Add("Ocp-Apim-Subscription-Key", key) // finds: source-uses-entra
	return http.DefaultClient.Do(request)
}
