import type { KnownRegion } from '../known.js';
import {
  categoryColumn,
  formColumn,
  productColumn,
  providerColumn,
  regionColumn,
  unitColumn,
} from '../shared-columns.js';
import { integer, table, text } from '../table.js';

const columns = {
  region: regionColumn,
  provider: providerColumn,
  product: productColumn,
  category: categoryColumn,
  name: text('naam in het contract', 'name in the contract'),
  form: formColumn,
  unit: unitColumn,
  variant: text('uitvoeringsvariant: effort of output', 'delivery variant: effort or output'),
  help_form: text(
    'vorm van jeugdhulp in de lijst van de regio (2.2.3)',
    'form of help in the list of the region (2.2.3)',
  ),
  short_stay_days: integer('langste geplande verblijf in dagen', 'longest planned stay in days'),
} as const;

/** Products of the contracts. */
export const product = table<KnownRegion, typeof columns>({
  name: 'product',
  kind: 'dimension',
  grain: { nl: 'een product in het contract van een aanbieder', en: 'a product in the contract of a provider' },
  key: ['region', 'provider', 'product'],
  columns,
  *rows({ contracts, made }) {
    for (const { provider, products } of contracts.values())
      for (const one of products)
        yield {
          ...{ region: made.region, provider, product: one.code, category: one.category, name: one.name },
          ...{ form: one.form, unit: one.unit, variant: one.variant, help_form: one.helpForm ?? null },
          short_stay_days: one.shortStayDays,
        };
  },
});
