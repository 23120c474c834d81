import type { EventLog } from '@regieboek/eventing';
import { EventStoreDbEventLog } from '@regieboek/eventing/eventstoredb';
import type { Settings } from './settings.js';

/** The log in EventStoreDB that the settings name. A module of its own: most processes never load that client. */
export const eventStoreLog = (url: string, { eventLogPrefix }: Settings): EventLog =>
  new EventStoreDbEventLog(url, { prefix: eventLogPrefix });
