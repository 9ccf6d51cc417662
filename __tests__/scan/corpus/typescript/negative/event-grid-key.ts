import { AzureKeyCredential, EventGridPublisherClient } from '@azure/eventgrid';

export const events = new EventGridPublisherClient(
  process.env.EVENT_GRID_ENDPOINT!,
  'EventGrid',
  new AzureKeyCredential(process.env.EVENT_GRID_KEY!),
);
