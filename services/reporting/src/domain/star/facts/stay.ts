import { civil, fromDay, OPEN, toDay, type Day } from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import type { Chain } from '../../stay-statistics.js';
import type { KnownRegion } from '../known.js';
import {
  dayOrNull,
  formColumn,
  madeColumns,
  madeOf,
  providerColumn,
  regionColumn,
  youthColumn,
} from '../common-columns.js';
import { count, day, flag, integer, table, text } from '../table.js';

const chainColumns = {
  region: regionColumn,
  stay: text('keten van aansluitende verblijven', 'chain of adjoining stays'),
};

/** Name of a chain: a youth has one chain at a time. */
const nameOf = ({ youth, from }: Chain, { names }: KnownRegion): string => names.code(`stay/${youth}/${from}`);

/** Nights up to the last day that is seen: the day of departure has none; a stay of one day counts as one. */
const nightsOf = (from: Day, to: Day, seen: Day): number =>
  to === OPEN || to > seen ? seen - from + 1 : Math.max(to - from, 1);

const stayColumns = {
  ...chainColumns,
  youth: youthColumn,
  birth_year: integer('geboortejaar', 'year of birth'),
  first_day: day('eerste dag van de keten', 'first day of the chain'),
  last_day: day('laatste dag; leeg zolang het verblijf loopt', 'last day; empty while it runs'),
  is_ongoing: flag('loopt op de laatste dag die is gezien', 'runs on the last day that is seen'),
  nights: count('nachten tot en met de laatste dag die is gezien', 'nights up to the last day that is seen'),
  forms: text(
    'vormen van verblijf, in volgorde, gescheiden door spaties',
    'forms of stay in order, separated by spaces',
  ),
  parts: count('aantal verblijven in de keten', 'number of stays in the chain'),
  ...madeColumns,
} as const;

const seenDay = ({ made }: KnownRegion): Day => toDay(made.knownOn);

const partsOf = ({ youth, from, to }: Chain, { care }: KnownRegion) =>
  (care.get(youth) ?? []).filter((one) => stayForms.has(one.form) && one.from <= to && from <= one.to);

const isSeen = (region: KnownRegion) => (chain: Chain) => chain.from <= seenDay(region);

function* stayRows(region: KnownRegion) {
  const births = new Map(region.youths.map(({ youth, birth }) => [youth, birth]));
  for (const chain of region.chains.filter(isSeen(region))) {
    const { youth, from, to, forms } = chain;
    const pseudonym = region.names.youth(youth);
    const isOngoing = to === OPEN || to > seenDay(region);
    yield {
      ...{ region: region.made.region, stay: nameOf(chain, region), youth: pseudonym },
      birth_year: pseudonym === null ? null : civil(births.get(youth) ?? 0).year,
      ...{ first_day: fromDay(from), last_day: isOngoing ? null : fromDay(to), is_ongoing: isOngoing },
      ...{ nights: nightsOf(from, to, seenDay(region)), forms: forms.join(' '), parts: partsOf(chain, region).length },
      ...madeOf(region.made),
    };
  }
}

/** Chains of stays: one absence from home, as the residence principle merges them (WPB-K1). */
export const stay = table<KnownRegion, typeof stayColumns>({
  name: 'stay',
  kind: 'fact',
  grain: {
    nl: 'een keten van aansluitende verblijven van een jeugdige: eenmaal van huis',
    en: 'a chain of adjoining stays of a youth: once away from home',
  },
  key: ['region', 'stay'],
  columns: stayColumns,
  rows: stayRows,
});

const partColumns = {
  ...chainColumns,
  part: integer('volgnummer binnen de keten, vanaf 1', 'number within the chain, from 1'),
  youth: youthColumn,
  provider: providerColumn,
  form: formColumn,
  first_day: day('eerste dag', 'first day'),
  last_day: day('laatste dag; leeg zolang het verblijf loopt', 'last day; empty while it runs'),
  nights: count('nachten tot en met de laatste dag die is gezien', 'nights up to the last day that is seen'),
  ...madeColumns,
} as const;

function* partRows(region: KnownRegion) {
  for (const chain of region.chains.filter(isSeen(region)))
    for (const [index, { provider, form, from, to }] of partsOf(chain, region).entries())
      yield {
        ...{ region: region.made.region, stay: nameOf(chain, region), part: index + 1 },
        ...{ youth: region.names.youth(chain.youth), provider, form, first_day: fromDay(from) },
        last_day: dayOrNull(to > seenDay(region) ? OPEN : to),
        nights: nightsOf(from, to, seenDay(region)),
        ...madeOf(region.made),
      };
}

/** The stays in each chain, each of one form at one provider. */
export const stayPart = table<KnownRegion, typeof partColumns>({
  name: 'stay_part',
  kind: 'fact',
  grain: {
    nl: 'een verblijf bij een aanbieder in een vorm, binnen een keten',
    en: 'a stay at a provider in one form, within a chain',
  },
  key: ['region', 'stay', 'part'],
  columns: partColumns,
  rows: partRows,
});
