import type { EventLog } from '@regieboek/eventing';
import { EventStoreDbEventLog } from '@regieboek/eventing/eventstoredb';

/** The log in EventStoreDB. A module of its own: a service on PostgreSQL never loads that client and gRPC. */
export const eventStoreLog = (url: string): EventLog => new EventStoreDbEventLog(url);
