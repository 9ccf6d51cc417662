from azure.identity import DefaultAzureCredential
from azure.mgmt.cognitiveservices import CognitiveServicesManagementClient
from azure.mgmt.storage import StorageManagementClient

management = CognitiveServicesManagementClient(DefaultAzureCredential(), subscription)
keys = management.accounts.list_keys(group, account)  # KEY
storage = StorageManagementClient(DefaultAzureCredential(), subscription)
other = storage.storage_accounts.list_keys(group, account)
