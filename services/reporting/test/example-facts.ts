/** Facts of an example, as a replay would give them. */
import type { BilledLine } from '@regieboek/billing';
import type { Contract } from '@regieboek/events';
import { fromDay, monthOf, OPEN, toDay } from '@regieboek/kernel';
import type { GivenFacts } from '../src/domain/metrics/given-facts.js';
import type { FigureQuestion } from '../src/domain/metrics/metric.js';
import type { RegionFacts, StayPart, YouthCare } from '../src/domain/metrics/region-facts.js';
import { staysOf } from '../src/domain/metrics/stays.js';

type Given<Name extends 'stays' | 'places' | 'billed'> = NonNullable<GivenFacts[Name]>[number];

const dateOf = (text: string) => fromDay(toDay(text));

const PROVIDER = '99990001';
const BIRTH = '2010-01-01';

function partOf(given: Given<'stays'>): StayPart {
  const { from, to, provider = PROVIDER, form = 'verblijf', product = null, endReason = null, leaves = [] } = given;
  return {
    ...{ from: toDay(from), to: to === undefined ? OPEN : toDay(to), provider, form, product, endReason },
    leaves: leaves.map(([first, last]) => ({ from: toDay(first), to: toDay(last) })),
  };
}

const youthsOf = (stays: readonly Given<'stays'>[]): YouthCare[] =>
  [...Map.groupBy(stays, ({ youth = 'a' }) => youth)].map(([youth, own]) => ({
    youth,
    birth: toDay(own[0]?.birth ?? BIRTH),
    parts: own.map(partOf),
    municipalityOn: (day) => own.find(({ from }) => toDay(from) === day)?.municipality ?? null,
  }));

const productOf = (name: string): Contract['products'][number] => {
  const [category = '', code = ''] = name.split('/');
  return {
    ...{
      code,
      category,
      name: code,
      form: 'verblijf',
      unit: '14',
      variant: 'effort',
      tariffs: [],
      shortStayDays: null,
    },
    counting: { method: 'NIGHT', fundedAbsence: null },
  };
};

const contractsOf = (places: readonly Given<'places'>[], products: readonly string[]): Contract[] =>
  [...Map.groupBy(places, ({ provider = PROVIDER }) => provider)].map(([provider, own]) => ({
    ...{ region: 'rx', provider, name: `Aanbieder ${provider}`, lumpSums: [] },
    products: products.map(productOf),
    from: fromDay(0),
    to: null,
    capacity: own.map(({ provider: _, kind, from, to, ...group }) => ({
      ...group,
      ...(kind === undefined ? {} : { kind }),
      from: dateOf(from),
      to: to === null ? null : dateOf(to),
    })),
  }));

const lineOf = ({ month, ...given }: Given<'billed'>): BilledLine => ({
  kind: 'line',
  ground: 'stay-days',
  ...{ id: '', youth: 'a', provider: PROVIDER, reference: '', category: '44', code: '44A09', unit: '14' },
  ...{ periodFrom: `${month}-01`, periodTo: `${month}-01`, from: `${month}-01`, to: `${month}-01`, days: 0, volume: 0 },
  ...{ tariffCents: null, municipality: null, municipalityOfDays: null, payer: null, rule: 'WPB-2', chainStart: null },
  ...{ referenceDay: null, facts: [], review: [] },
  ...given,
});

/** The facts of an example. */
export function factsFrom({
  to,
  seen = to,
  stays = [],
  places = [],
  products = [],
  billed = [],
}: GivenFacts): RegionFacts {
  const youths = youthsOf(stays);
  return {
    made: { region: 'rx', position: 1, knownOn: dateOf(seen), ruleSet: 'example' },
    seen: toDay(seen),
    smallCellLimit: 10,
    stays: staysOf(youths, { gapToleranceDays: 0, seen: toDay(seen) }),
    youths,
    careOfYouths: youths.map(({ youth, parts }) => ({ youth, care: parts })),
    contracts: contractsOf(places, products),
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
