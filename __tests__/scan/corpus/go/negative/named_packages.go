package app

import (
	aoai "github.com/Azure/azure-sdk-for-go/sdk/ai/azopenai"
	core "github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	grid "github.com/Azure/azure-sdk-for-go/sdk/messaging/eventgrid/azeventgrid"
)

func clients(endpoint, gridSecret string) error {
	identity, err := azidentity.NewDefaultAzureCredential(nil)
	if err != nil {
		return err
	}
	if _, err = aoai.NewClient(endpoint, identity, nil); err != nil {
		return err
	}
	_, err = grid.NewSenderWithSharedKeyCredential(endpoint, "topic", core.NewKeyCredential(gridSecret), nil)
	return err
}
