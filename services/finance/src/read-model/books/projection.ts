import type { Projection } from '@regieboek/platform';
import { asBookEvent } from './book-events.js';

// A statement as text: the projection fills the table of a schema given at run time.
const insert = (schema: string): string =>
  `INSERT INTO ${schema}.book_event (region, position, recorded_at, event) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`;

/** Events of the books, as they are looked up with every bill. */
export const bookEventsProjection: Projection = {
  name: 'finance.book-events.v1',
  contexts: ['finance'],
  schema: 'finance',
  tables: ['book_event'],
  async apply(events, transaction, into) {
    for (const recorded of events) {
      const found = asBookEvent(recorded);
      if (!found) continue;
      const { position, recordedAt, event } = found;
      await transaction.query(insert(into), [recorded.region, position, recordedAt, JSON.stringify(event)]);
    }
  },
};
