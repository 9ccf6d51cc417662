from azure.core.credentials import AzureKeyCredential
from azure.eventgrid import EventGridPublisherClient
from azure.maps.search import MapsSearchClient


def clients(endpoint, key, maps_key):
    grid = EventGridPublisherClient(endpoint, AzureKeyCredential(key))
    maps = MapsSearchClient(credential=AzureKeyCredential(maps_key))
    return grid, maps
