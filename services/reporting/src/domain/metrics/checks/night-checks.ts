/** Checks of nights: those of stays, of places and of bills must agree. */
import { intersect, lengthInDays, toDay } from '@regieboek/kernel';
import { occupancy } from '../../occupancy.js';
import type { Metric, Texts } from '../metric.js';
import type { RegionFacts, StayPart } from '../region-facts.js';
import { nightsWithin } from '../stays/flow.js';
import { whole } from '../stays/example.js';
import { placementsOf } from '../stays.js';
import type { Seen } from '../window.js';
import { checkMetric } from './flow-checks.js';

const unequal: Texts = {
  nl: 'nachten van verblijven en van plaatsen kloppen niet met elkaar: meld dit als fout van het product',
  en: 'nights of stays and of places contradict each other: report this as a fault of the product',
};

const notBilled: Texts = {
  nl: 'nachten zonder gefactureerde dag of verlof: nog niet gedeclareerd, afgekeurd of vergeten',
  en: 'nights without a billed day or leave: not declared yet, refused or forgotten',
};

const overBilled: Texts = {
  nl: 'meer dagen gefactureerd dan nachten: telt het contract ook de dag van vertrek, of is er dubbel gedeclareerd?',
  en: 'more days are billed than nights: does the contract count the day of departure, or was care declared twice?',
};

/** Places of a provider for a form. */
const groupOf = (provider: string, form: string): string => `${provider}/${form}`;

/** Nights of stays at providers with places of that form, and the same nights by the occupancy of these places. */
function nightsByBoth({ facts, from, to }: Seen): { readonly stays: number; readonly places: number } {
  const groups = new Set(
    facts.contracts.flatMap(({ provider, capacity }) => capacity.map(({ form }) => groupOf(provider, form))),
  );
  const own = placementsOf(facts, () => true).filter(({ parts }) =>
    parts.some(({ provider, form }) => groups.has(groupOf(provider, form))),
  );
  const nights = occupancy(facts.careOfYouths, facts.contracts, { from, to }).flatMap((group) => group.nights);
  return { stays: nightsWithin(own, from, to), places: nights.reduce((sum, { occupied }) => sum + occupied, 0) };
}

/** Unit of periods of 24 hours (etmalen). */
const ETMAAL = '14';

interface Account {
  nights: number;
  leave: number;
  billed: number;
}

const accountOf = (youth: string, provider: string, product: string | null): string =>
  `${youth}/${provider}/${product ?? ''}`;

/** Products that are billed by the night. */
const nightly = ({ contracts }: RegionFacts): ReadonlySet<string> =>
  new Set(
    contracts.flatMap(({ provider, products }) =>
      products.filter(({ unit }) => unit === ETMAAL).map(({ category, code }) => `${provider}/${category}/${code}`),
    ),
  );

/** Nights, days of leave and billed days in the window, by youth, provider and product. */
function accountsOf({ facts, from, to }: Seen): Iterable<Account> {
  const accounts = new Map<string, Account>();
  const add = (key: string, amounts: Partial<Account>): void => {
    const { nights = 0, leave = 0, billed = 0 } = amounts;
    const known = accounts.get(key) ?? { nights: 0, leave: 0, billed: 0 };
    accounts.set(key, { nights: known.nights + nights, leave: known.leave + leave, billed: known.billed + billed });
  };
  const products = nightly(facts);
  const isNightly = ({ provider, product }: StayPart): boolean => products.has(`${provider}/${product ?? ''}`);
  for (const stay of placementsOf(facts, () => true))
    for (const part of stay.parts.filter(isNightly))
      add(accountOf(stay.youth, part.provider, part.product), {
        nights: nightsWithin([stay], from, to),
        leave: part.leaves.reduce(
          (sum, one) => sum + lengthInDays(intersect(one, { from, to }) ?? { from: 1, to: 0 }),
          0,
        ),
      });
  for (const { youth, provider, category, code, unit, from: first, days } of facts.months.flatMap(
    ({ lines }) => lines,
  )) {
    const day = toDay(first);
    if (unit === ETMAAL && from <= day && day <= to)
      add(accountOf(youth, provider, `${category}/${code}`), { billed: days });
  }
  return accounts.values();
}

/** Nights that are neither billed nor leave, or days billed above the nights, over all youths. */
function difference(seen: Seen, of: (account: Account) => number): { readonly value: number; readonly basis: number } {
  const accounts = [...accountsOf(seen)];
  return {
    value: accounts.reduce((sum, account) => sum + Math.max(of(account), 0), 0),
    basis: accounts.reduce((sum, { nights }) => sum + nights, 0),
  };
}

const given = {
  from: '2025-03-01',
  to: '2025-03-31',
  places: [{ group: 'a', form: 'verblijf' as const, places: 2, from: '2025-01-01', to: null }],
  products: ['44/44A09'],
  stays: [
    {
      youth: 'a',
      from: '2025-03-01',
      to: '2025-03-11',
      product: '44/44A09',
      leaves: [['2025-03-04', '2025-03-05'] as const],
    },
    { youth: 'b', from: '2025-03-20', product: '44/44A09' },
  ],
  billed: [
    { month: '2025-03', youth: 'a', days: 8, cents: 80_000 },
    { month: '2025-03', youth: 'b', days: 13, cents: 130_000 },
  ],
};

const nights = { unit: 'nights', grain: 'night of a stay' } as const;
const account = 'youth, provider and product billed by the night (unit 14)';

/** Checks of nights. */
export const nightChecks: readonly Metric[] = [
  checkMetric(
    {
      ...nights,
      key: 'check-nights-of-places',
      name: {
        nl: 'Controle: nachten van verblijven zijn nachten van plaatsen',
        en: 'Check: nights of stays are nights of places',
      },
      definition: {
        nl: 'Nachten van verblijven bij aanbieders met plaatsen van die vorm, min de bezette nachten van die plaatsen; het hoort nul te zijn.',
        en: 'Nights of stays at providers with places of that form, minus the occupied nights of these places; it should be zero.',
      },
      formula: 'nights by stays - nights by occupancy',
      source: 'rekenidentiteit',
      vector: { given, expected: whole(0) },
    },
    (seen) => {
      const { stays, places } = nightsByBoth(seen);
      const value = stays - places;
      return { value, basis: stays, ...(value === 0 ? {} : { failed: true, note: unequal }) };
    },
  ),
  checkMetric(
    {
      ...nights,
      key: 'check-nights-unresolved',
      name: { nl: 'Controle: nachten die niet zijn gefactureerd', en: 'Check: nights that are not billed' },
      definition: {
        nl: 'Nachten van verblijf die noch zijn gefactureerd noch verlof zijn, per jeugdige, aanbieder en product.',
        en: 'Nights of stays that are neither billed nor leave, by youth, provider and product.',
      },
      formula: `sum over ${account} of max(0, nights - billed days - days of leave)`,
      source: 'rekenidentiteit: nachten = gefactureerd + verlof + onverklaard',
      readsMonths: true,
      vector: { given, expected: whole(0) },
    },
    (seen) => {
      const { value, basis } = difference(seen, (one) => one.nights - one.billed - one.leave);
      return { value, basis, ...(value === 0 ? {} : { failed: true, note: notBilled }) };
    },
  ),
  checkMetric(
    {
      ...nights,
      key: 'check-nights-overbilled',
      name: { nl: 'Controle: dagen gefactureerd boven de nachten', en: 'Check: days billed above the nights' },
      definition: {
        nl: 'Gefactureerde dagen boven het aantal nachten van verblijf, per jeugdige, aanbieder en product.',
        en: 'Billed days above the number of nights of stays, by youth, provider and product.',
      },
      formula: `sum over ${account} of max(0, billed days - nights)`,
      source: 'rekenidentiteit: nachten = gefactureerd + verlof + onverklaard',
      readsMonths: true,
      vector: { given, expected: whole(1) },
    },
    (seen) => {
      const { value, basis } = difference(seen, (one) => one.billed - one.nights);
      return { value, basis, ...(value === 0 ? {} : { failed: true, note: overBilled }) };
    },
  ),
];
