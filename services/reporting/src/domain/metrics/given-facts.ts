/** Facts of the small examples that come with every figure: enough to measure it by hand. */
import type { BilledLine } from '@regieboek/billing';
import type { CareForm, Contract } from '@regieboek/events';
import { fromDay, monthOf, OPEN, toDay } from '@regieboek/kernel';
import type { Cut, FigureQuestion } from './question.js';
import type { RegionFacts, StayPart, YouthCare } from './region-facts.js';
import { staysOf } from './stays.js';

/** A stay of an example; by default in `verblijf` at provider 99990001, of the youth `a`, born on 2010-01-01. */
interface GivenStay {
  readonly youth?: string;
  readonly birth?: string;
  readonly from: string;
  /** Last day; absent while it runs. */
  readonly to?: string;
  readonly provider?: string;
  readonly form?: CareForm;
  readonly product?: string;
  readonly municipality?: string;
  readonly endReason?: string;
}

/** A group of places; by default of provider 99990001. */
interface GivenPlaces {
  readonly provider?: string;
  readonly group: string;
  readonly form: CareForm;
  readonly kind?: Contract['capacity'][number]['kind'];
  readonly places: number;
  readonly from: string;
  readonly to: string | null;
}

/** A billed part of a line; amounts are whole cents. */
type GivenBilled = Partial<BilledLine> & { readonly month: string; readonly cents: number };

/** An example: the question, and the facts. */
export interface GivenFacts {
  readonly from: string;
  readonly to: string;
  readonly by?: Cut;
  /** Last day that is seen; by default the last day of the question. */
  readonly seen?: string;
  readonly stays?: readonly GivenStay[];
  readonly places?: readonly GivenPlaces[];
  readonly billed?: readonly GivenBilled[];
}

const dateOf = (text: string) => fromDay(toDay(text));

const PROVIDER = '99990001';
const BIRTH = '2010-01-01';

function partOf(given: GivenStay): StayPart {
  const { from, to, provider = PROVIDER, form = 'verblijf', product = null, endReason = null } = given;
  return { from: toDay(from), to: to === undefined ? OPEN : toDay(to), provider, form, product, endReason };
}

const youthsOf = (stays: readonly GivenStay[]): YouthCare[] =>
  [...Map.groupBy(stays, ({ youth = 'a' }) => youth)].map(([youth, own]) => ({
    youth,
    birth: toDay(own[0]?.birth ?? BIRTH),
    parts: own.map(partOf),
    municipalityOn: (day) => own.find(({ from }) => toDay(from) === day)?.municipality ?? null,
  }));

const contractsOf = (places: readonly GivenPlaces[]): Contract[] =>
  [...Map.groupBy(places, ({ provider = PROVIDER }) => provider)].map(([provider, own]) => ({
    ...{ region: 'rx', provider, name: `Aanbieder ${provider}`, products: [], lumpSums: [] },
    from: fromDay(0),
    to: null,
    capacity: own.map(({ provider: _, kind, from, to, ...group }) => ({
      ...group,
      ...(kind === undefined ? {} : { kind }),
      from: dateOf(from),
      to: to === null ? null : dateOf(to),
    })),
  }));

const lineOf = ({ month, ...given }: GivenBilled): BilledLine => ({
  kind: 'line',
  ground: 'stay-days',
  ...{ id: '', youth: 'a', provider: PROVIDER, reference: '', category: '44', code: '44A09', unit: '14' },
  ...{ periodFrom: `${month}-01`, periodTo: `${month}-01`, from: `${month}-01`, to: `${month}-01`, days: 0, volume: 0 },
  ...{ tariffCents: null, municipality: null, municipalityOfDays: null, payer: null, rule: 'WPB-2', chainStart: null },
  ...{ referenceDay: null, facts: [], review: [] },
  ...given,
});

/** The facts of an example, as a replay would give them. */
export function factsFrom({ to, seen = to, stays = [], places = [], billed = [] }: GivenFacts): RegionFacts {
  const youths = youthsOf(stays);
  return {
    made: { region: 'rx', position: 1, knownOn: dateOf(seen), ruleSet: 'example' },
    seen: toDay(seen),
    stays: staysOf(youths, { gapToleranceDays: 0, seen: toDay(seen) }),
    youths,
    careOfYouths: youths.map(({ youth, parts }) => ({ youth, care: parts })),
    contracts: contractsOf(places),
    months: [...Map.groupBy(billed, ({ month }) => month)].map(([month, own]) => ({
      ...{ month: monthOf(toDay(`${month}-01`)), declarations: [], lines: own.map(lineOf), lumpSums: [] },
    })),
  };
}

/** The question of an example. */
export const questionOf = ({ from, to, by }: GivenFacts): FigureQuestion => ({
  from: dateOf(from),
  to: dateOf(to),
  ...(by === undefined ? {} : { by }),
});
