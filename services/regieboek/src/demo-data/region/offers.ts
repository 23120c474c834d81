import type { CareForm, Counting, Product } from '@regieboek/events';
import type { Eenheid, ProductCategorie } from '@regieboek/ijw';
import { toDay, type Cents, type Day } from '@regieboek/kernel';
import { tariffOn } from './tariffs.js';

/** A product as offered: its contract terms, with the tariff of 2024 from which later ones are indexed. */
export interface OfferedProduct {
  readonly code: string;
  readonly category: ProductCategorie;
  readonly name: string;
  readonly form: CareForm;
  readonly unit: Eenheid;
  readonly variant: Product['variant'];
  readonly counting: Counting;
  /** Cents for one unit in 2024; null for unit 83 (euro), which has no tariff. */
  readonly base: Cents | null;
  readonly shortStayDays: number | null;
}

const night: Counting = { method: 'NIGHT', fundedAbsence: null };

/** Days away that are paid: the limits of a published contract clause. */
const presence: Counting = {
  method: 'PRESENCE',
  fundedAbsence: {
    holidayPerRowDays: 14,
    holidayPerYearDays: 42,
    runawayDays: 14,
    admissionDays: 91,
    weekendLeave: true,
  },
};

type Line = readonly [code: string, name: string, form: CareForm, unit: Eenheid, base: Cents | null];

const isCategory = (text: string): text is ProductCategorie =>
  ['43', '44', '45', '46', '47', '48', '50'].includes(text);

function product([code, name, form, unit, base]: Line, more: Partial<OfferedProduct> = {}): OfferedProduct {
  const category = code.slice(0, 2);
  if (!isCategory(category)) throw new RangeError(`product ${code} is of no category of youth care`);
  const variant = unit === '82' || unit === '83' ? 'output' : 'effort';
  return { code, category, name, form, unit, base, variant, counting: night, shortStayDays: null, ...more };
}

/** Places of a form of stay; `group` is the name of the place. They begin with the contract unless `from` is given. */
export interface OfferedPlaces {
  readonly group: string;
  readonly form: CareForm;
  readonly kind?: 'fixed' | 'flexible';
  readonly places: number;
  readonly from?: string;
  readonly to?: string;
  /** Regions that have them; all when left out. */
  readonly only?: readonly string[];
}

/** A kind of provider: its products and number of places. */
export interface Trade {
  readonly name: string;
  /** Number in its AGB code, and in the list of invented words. */
  readonly rank: number;
  readonly products: readonly OfferedProduct[];
  /** Agreed numbers of places. */
  readonly places?: readonly OfferedPlaces[];
  /** Regions that have it; all when left out. */
  readonly only?: readonly string[];
  readonly from?: string;
}

// Tariffs are invented; those of stays lie in the orders of magnitude of assumption A1 of figures.json. Nothing found
// supports them. Codes are from the product list of the standard (JZ021).
const broad: Trade = {
  name: 'Voorbeeld Jeugdhulp',
  rank: 1,
  products: [
    product(['45A48', 'Begeleiding individueel', 'ambulant', '04', 6_840]),
    product(['45A49', 'Begeleiding groep', 'ambulant', '04', 3_420]),
    product(['45A53', 'Specialistische begeleiding', 'ambulant', '04', 9_655]),
  ],
};
const specialist: Trade = {
  name: 'Voorbeeld Specialisten',
  rank: 2,
  products: [
    product(['45A05', 'Ambulant specialistisch', 'ambulant', '04', 10_875]),
    product(['45A06', 'Diagnostiek', 'ambulant', '04', 11_290]),
    product(['43A08', 'Deeltijdverblijf met behandeling', 'logeren', '14', 19_840]),
  ],
};
const treatment: Trade = {
  name: 'Voorbeeld Behandelpraktijk',
  rank: 3,
  products: [
    product(['45A65', 'Behandeling', 'ambulant', '01', 188]),
    product(['45A55', 'Behandeling op afstand', 'ambulant', '01', 171]),
  ],
};
const fosterCare: Trade = {
  name: 'Voorbeeld Pleegzorg',
  rank: 4,
  products: [
    product(['44A07', 'Pleegzorg', 'pleegzorg', '14', 5_140]),
    product(['44A09', 'Logeren', 'logeren', '14', 15_633]),
  ],
};
const familyHome: Trade = {
  name: 'Voorbeeld Gezinshuizen',
  rank: 5,
  products: [
    product(['44A08', 'Gezinshuis', 'gezinshuis', '14', 18_950]),
    product(['45A51', 'Begeleiding gezin', 'ambulant', '04', 8_770]),
  ],
};
const residential: Trade = {
  name: 'Voorbeeld Woongroepen',
  rank: 6,
  products: [
    product(['43A07', 'Verblijf met behandeling', 'verblijf', '14', 34_210], { counting: presence }),
    product(['44A28', 'Verblijf zonder behandeling', 'verblijf', '14', 27_630]),
  ],
  places: [{ group: 'Woongroepen', form: 'verblijf', places: 40 }],
};
/**
 * Closed places that three regions buy together: 57 (`seed.capacity.2021` of figures.json), and 43 (`seed.expected.2022`) since
 * this invented day, six of them flexible.
 */
const REDUCED_FROM = '2025-07-01';
const REDUCED_AFTER = '2025-06-30';

const reducedPlaces = (region: string, before: number, fixed: number): OfferedPlaces[] => [
  { group: 'Gesloten groepen', form: 'jeugdzorgplus', places: before, to: REDUCED_AFTER, only: [region] },
  { group: 'Gesloten groepen', form: 'jeugdzorgplus', places: fixed, from: REDUCED_FROM, only: [region] },
  {
    ...{ group: 'Flexibele plaatsen', form: 'jeugdzorgplus', kind: 'flexible', places: 2 },
    ...{ from: REDUCED_FROM, only: [region] },
  },
];

const closed: Trade = {
  name: 'Voorbeeld Gesloten Jeugdhulp',
  rank: 7,
  products: [
    product(['43A12', 'JeugdzorgPlus', 'jeugdzorgplus', '14', 57_480], { counting: presence }),
    product(['43A38', 'ThuisBest, kort verblijf', 'jeugdzorgplus', '14', 60_115], {
      counting: presence,
      shortStayDays: 56,
    }),
    product(['45A56', 'ThuisBest, hulp thuis', 'ambulant', '04', 11_845]),
  ],
  places: [
    { group: 'Gesloten groepen', form: 'jeugdzorgplus', places: 24, only: ['zhz'] },
    ...reducedPlaces('zeeland', 15, 9),
    ...reducedPlaces('wbw', 24, 16),
    ...reducedPlaces('wbo', 18, 12),
  ],
};
const crisis: Trade = {
  name: 'Voorbeeld Crisisdienst',
  rank: 8,
  products: [
    product(['46A03', 'Crisisverblijf', 'crisisverblijf', '14', 38_725]),
    product(['46A01', 'Crisis ambulant', 'ambulant', '04', 12_360]),
  ],
  places: [{ group: 'Crisisgroep', form: 'crisisverblijf', places: 12 }],
};
const certified: Trade = {
  name: 'Voorbeeld Gecertificeerde Instelling',
  rank: 9,
  products: [
    product(['47A01', 'Jeugdreclassering', 'jeugdreclassering', '82', 71_300]),
    product(['48A01', 'Ondertoezichtstelling jaar 1', 'jeugdbescherming', '82', 89_450]),
    product(['48A03', 'Voogdij', 'jeugdbescherming', '82', 61_275]),
  ],
};
const results: Trade = {
  name: 'Voorbeeld Trajecten',
  rank: 10,
  products: [
    product(['45A08', 'Traject regulier middel', 'ambulant', '82', 162_500]),
    product(['50A00', 'Maatwerkarrangement', 'ambulant', '83', null]),
  ],
};
const mentalCare: Trade = {
  name: 'Voorbeeld Jeugd-GGZ',
  rank: 11,
  products: [
    product(['43A37', 'Verblijf jeugd-GGZ', 'ggz-verblijf', '14', 41_560]),
    product(['45A57', 'Behandeling op locatie', 'ambulant', '04', 12_940]),
  ],
};
const smallHome: Trade = {
  name: 'Voorbeeld Kleinschalig Wonen Dordrecht',
  rank: 12,
  products: [product(['44A30', 'Kleinschalig open verblijf', 'kleinschalig', '14', 68_400])],
  places: [{ group: 'Dordrecht', form: 'kleinschalig', places: 4, from: '2024-11-01' }],
  only: ['zhz'],
  from: '2024-11-01',
};

/** Every kind of provider. */
export const trades: readonly Trade[] = [
  broad,
  specialist,
  treatment,
  fosterCare,
  familyHome,
  residential,
  closed,
  crisis,
  certified,
  results,
  mentalCare,
  smallHome,
];

/** A provider under contract with a region. */
export interface Provider {
  /** AGB code, from an unassigned range. */
  readonly agb: string;
  readonly name: string;
  readonly trade: Trade;
  /** First day of the contract. */
  readonly from: Day;
}

/** A product at a provider. */
export interface Offer {
  readonly provider: Provider;
  readonly product: OfferedProduct;
}

/** Tariff of an offer on a day, in cents for one unit; undefined for unit 83. */
export const tariffOf = ({ product: { base } }: Offer, day: Day): Cents | undefined =>
  base === null ? undefined : tariffOn(base, day);

/** A day of a trade, or another one. */
export const contractStart = ({ from }: Trade, usual: Day): Day => (from === undefined ? usual : toDay(from));
