using Azure;
using Azure.Messaging.EventGrid;

var publisher = new EventGridPublisherClient(new Uri(topic), new AzureKeyCredential(key));
