package main

import (
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/openai/openai-go/azure"
)

func option(credential azcore.TokenCredential) any {
	os.Unsetenv("AZURE_OPENAI_API_KEY")
	return azure.WithTokenCredential(credential)
}
