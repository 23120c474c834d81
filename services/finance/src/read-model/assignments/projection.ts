import { decode, type Assignment } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import type { Projection } from '@regieboek/platform';

// A statement as text: many assignments at once, in the tables of a schema given at run time.
const upsertAssignments = (schema: string): string => `
  INSERT INTO ${schema}.assignment
  SELECT $1, a->>'municipality', (a->>'number')::int, a FROM jsonb_array_elements($2::jsonb) AS a
  ON CONFLICT (region, municipality, number) DO UPDATE SET assignment = excluded.assignment`;

/** Newest of several decisions on one assignment, so that one statement never writes a row twice. */
function newestAssignments(events: readonly Recorded[]): Assignment[] {
  const newest = new Map<string, Assignment>();
  for (const recorded of events) {
    if (!recorded.type.startsWith('placements.')) continue;
    const { type, data } = decode(recorded);
    if (type === 'placements.assignment-decided.v1') newest.set(`${data.municipality}#${data.number}`, data);
  }
  return [...newest.values()];
}

/** Assignments of placements, as finance looks them up when it decides. */
export const assignmentsProjection: Projection = {
  name: 'finance.assignments.v1',
  contexts: ['placements'],
  schema: 'finance',
  tables: ['assignment'],
  async apply(events, transaction, into) {
    for (const [region, own] of Map.groupBy(events, ({ region }) => region)) {
      const assignments = newestAssignments(own);
      if (assignments.length > 0)
        await transaction.query(upsertAssignments(into), [region, JSON.stringify(assignments)]);
    }
  },
};
