import type { RegionDefinition } from '@regieboek/events';
import type { KnownRegion } from '../known.js';
import { regionColumn } from '../shared-columns.js';
import { day, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  municipality: text('CBS-code', 'CBS code'),
  name: text('naam', 'name'),
  first_day: day('eerste dag in de jeugdregio', 'first day in the region'),
  last_day: day('laatste dag; leeg: nog lid', 'last day; empty: still a member'),
  successor: text('gemeente waarin zij opging (CBS-code)', 'municipality that it merged into (CBS code)'),
} as const;

const successorOf = ({ mergers }: RegionDefinition, code: string): string | null =>
  mergers.find(({ from }) => from.includes(code))?.to ?? null;

/** Municipalities of the region, with their days. */
export const municipality = table<KnownRegion, typeof columns>({
  name: 'municipality',
  kind: 'dimension',
  grain: { nl: 'een gemeente, in een periode dat zij lid is', en: 'a municipality, in a period of membership' },
  key: ['region', 'municipality', 'first_day'],
  columns,
  *rows({ definition, made }) {
    for (const { code, name, from, to } of definition.municipalities)
      yield {
        ...{ region: made.region, municipality: code, name, first_day: from, last_day: to },
        successor: successorOf(definition, code),
      };
  },
});
