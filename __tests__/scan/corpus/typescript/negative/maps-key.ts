import { AzureKeyCredential } from '@azure/core-auth';
import MapsSearch from '@azure-rest/maps-search';

export const maps = MapsSearch(new AzureKeyCredential(process.env.AZURE_MAPS_KEY!));
