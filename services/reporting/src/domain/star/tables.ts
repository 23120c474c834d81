import { calendarDay } from './dimensions/calendar-day.js';
import { municipality } from './dimensions/municipality.js';
import { product } from './dimensions/product.js';
import { provider } from './dimensions/provider.js';
import { region } from './dimensions/region.js';
import { rule } from './dimensions/rule.js';
import { youth } from './dimensions/youth.js';
import { authorisation } from './facts/authorisation.js';
import { billedDayMonth } from './facts/billed-day-month.js';
import { declaredLine } from './facts/declared-line.js';
import { leadTime } from './facts/lead-time.js';
import { lumpSum } from './facts/lump-sum.js';
import { occupancyNight } from './facts/occupancy-night.js';
import { stay, stayPart } from './facts/stay.js';
import type { KnownMonth, KnownNights, KnownRegion } from './known.js';
import type { StarTable } from './table.js';

/** Tables in a file per month of declaration. */
export const monthTables: readonly StarTable<KnownMonth>[] = [declaredLine, billedDayMonth, lumpSum];

/** Tables in a file per calendar month. */
export const nightTables: readonly StarTable<KnownNights>[] = [occupancyNight];

/** Tables in one file per region. */
export const regionTables: readonly StarTable<KnownRegion>[] = [
  stay,
  stayPart,
  authorisation,
  leadTime,
  calendarDay,
  region,
  municipality,
  provider,
  product,
  rule,
  youth,
];

/** All tables, facts first. */
export const starTables: readonly Omit<StarTable<never>, 'rows'>[] = [
  ...monthTables,
  ...nightTables,
  ...regionTables,
].toSorted((a, b) => (a.kind < b.kind ? 1 : a.kind > b.kind ? -1 : 0));
