import { EntitySchema } from 'typeorm';

/** An event of the books with its place in the log. */
export interface BookEventRow {
  region: string;
  position: string;
  recordedAt: string;
  /** The event as JSON text: read whole, never searched. */
  event: string;
}

export const bookEventRow = new EntitySchema<BookEventRow>({
  name: 'book_event',
  columns: {
    region: { type: 'text', primary: true },
    position: { type: 'bigint', primary: true },
    recordedAt: { type: 'text', name: 'recorded_at' },
    event: { type: 'text' },
  },
});
