import type { EventLog } from '@regieboek/eventing';
import {
  asBookEvent,
  bookEventsOf,
  type BookEvents,
  type RecordedBookEvent,
} from '../../src/read-model/books/book-events.js';

/** Events of the books, read from the log itself instead of from their table. */
export const bookEventsInLog = (log: Pick<EventLog, 'readRegion'>): BookEvents => ({
  async of(region) {
    const found: RecordedBookEvent[] = [];
    for await (const batch of log.readRegion(region)) found.push(...batch.flatMap((one) => asBookEvent(one) ?? []));
    return bookEventsOf(found);
  },
});
