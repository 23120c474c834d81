import type { KnownRegion } from '../known.js';
import { providerColumn, regionColumn } from '../shared-columns.js';
import { day, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  provider: providerColumn,
  name: text('naam in het contract', 'name in the contract'),
  trade_register: text('KvK-nummer', 'number in the trade register (KvK)'),
  level: text('contractniveau (Jeugdwet 2.19)', 'level of the contract (Jeugdwet 2.19)'),
  first_day: day('eerste dag van het contract', 'first day of the contract'),
  last_day: day('laatste dag; leeg: doorlopend', 'last day; empty: until further notice'),
} as const;

/** Providers with a contract. */
export const provider = table<KnownRegion, typeof columns>({
  name: 'provider',
  kind: 'dimension',
  grain: { nl: 'een aanbieder met een contract', en: 'a provider with a contract' },
  key: ['region', 'provider'],
  columns,
  *rows({ contracts, made }) {
    for (const { provider: code, name, kvk, level, from, to } of contracts.values())
      yield {
        ...{ region: made.region, provider: code, name, trade_register: kvk ?? null, level: level ?? 'regional' },
        ...{ first_day: from, last_day: to },
      };
  },
});
