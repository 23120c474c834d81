import type { KnownRegion } from '../known.js';
import { regionColumn } from '../shared-columns.js';
import { table, text } from '../table.js';

const columns = {
  region: regionColumn,
  name: text('naam', 'name'),
  organisation: text('inkooporganisatie', 'purchasing organisation'),
} as const;

/** The region. */
export const region = table<KnownRegion, typeof columns>({
  name: 'region',
  kind: 'dimension',
  grain: { nl: 'een jeugdregio', en: 'a youth region' },
  key: ['region'],
  columns,
  rows: ({ definition, made }) => [
    { region: made.region, name: definition.name, organisation: definition.organisation },
  ],
});
