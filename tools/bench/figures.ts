import { fromDay, OPEN, toDay, type Day } from '@regieboek/kernel';
import { measureFigures, type RegionFacts } from '@regieboek/reporting';
import { compare, perSecond, type Measurement } from './measurement.ts';

const STAYS = 20_000;
const YEARS = 3;
const DAYS_OF_YEAR = 365;
const FIRST_DAY = toDay('2023-01-01');
const LAST_DAY = FIRST_DAY + YEARS * DAYS_OF_YEAR;

type Stay = RegionFacts['stays'][number];

const MODULUS = 2_147_483_647;
const MULTIPLIER = 48_271;

/** Numbers from 0 to 1 that follow from the seed. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * MULTIPLIER) % MODULUS) / MODULUS;
}

/** Stays of one youth each, exponential with a mean of 219 days, that begin over three years. */
function madeStays(): Stay[] {
  const next = numbersFrom(20_261_201);
  return Array.from({ length: STAYS }, (_, at): Stay => {
    const from = FIRST_DAY + Math.floor(next() * YEARS * DAYS_OF_YEAR);
    const last = from + Math.ceil(-219 * Math.log(1 - next()));
    const to = last > LAST_DAY ? OPEN : last;
    const part = { from, to, provider: `9999000${at % 5}`, form: 'verblijf' as const, product: '44/44A09', leaves: [] };
    return {
      ...{ youth: `youth-${at}`, birth: toDay('2010-01-01'), from, to, order: 1, municipality: `05${10 + (at % 20)}` },
      parts: [{ ...part, endReason: to === OPEN ? null : '31' }],
    };
  }).sort((a, b) => a.from - b.from);
}

function factsOf(stays: readonly Stay[], seen: Day): RegionFacts {
  return {
    made: { region: 'bench', position: 1, knownOn: fromDay(seen), ruleSet: 'bench' },
    ...{ seen, stays, smallCellLimit: 10, contracts: [], months: [] },
    youths: stays.map(({ youth, birth, parts, municipality }) => ({
      ...{ youth, birth, parts, municipalityOn: () => municipality },
    })),
    careOfYouths: stays.map(({ youth, parts }) => ({ youth, care: parts })),
  };
}

/** The curve of all stays, by looking at every stay for every step of it. */
function curveByFiltering(stays: readonly Stay[]): number {
  const days = stays.map(({ from, to }) => ({ days: (to === OPEN ? LAST_DAY : to) - from, ended: to !== OPEN }));
  let surviving = 1;
  for (const step of new Set(days.filter(({ ended }) => ended).map((one) => one.days)))
    surviving *=
      1 - days.filter((one) => one.ended && one.days === step).length / days.filter((one) => one.days >= step).length;
  return surviving;
}

/** All figures by name of a region with 20,000 stays, compared with one survival curve by filtering. */
export async function benchFigures(): Promise<Measurement[]> {
  const facts = factsOf(madeStays(), LAST_DAY);
  const question = { from: fromDay(FIRST_DAY), to: fromDay(LAST_DAY) };
  const seconds = await compare(
    () => measureFigures(facts, question),
    () => curveByFiltering(facts.stays),
  );
  const count = { value: STAYS / seconds.work, baseline: STAYS / seconds.baseline };
  return [perSecond('all figures by name of 20,000 stays', 'stays/s', count, 'one survival curve, filtering per step')];
}
