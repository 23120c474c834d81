import type { DataSource } from 'typeorm';
import type { Projections } from '@regieboek/platform';
import { bookEventsOf, type BookEvent, type BookEvents } from './book-events.js';
import { bookEventRow } from './entity.js';
import { bookEventsProjection } from './projection.js';

/** Events of the books from the read model, brought up to date first. */
export const bookEventsIn = (source: DataSource, projections: Projections): BookEvents => ({
  async of(region) {
    await projections.catchUp(bookEventsProjection, region);
    const rows = await source.getRepository(bookEventRow).find({ where: { region }, order: { position: 'ASC' } });
    return bookEventsOf(
      rows.map(({ position, recordedAt, event }) => ({
        position: Number(position),
        recordedAt,
        event: JSON.parse(event) as BookEvent,
      })),
    );
  },
});
