package main

import (
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/messaging/eventgrid/azeventgrid"
)

func publisher() (*azeventgrid.Client, error) {
	key := azcore.NewKeyCredential(os.Getenv("EVENTGRID_KEY"))
	return azeventgrid.NewClientWithSharedKeyCredential(os.Getenv("EVENTGRID_ENDPOINT"), key, nil)
}
