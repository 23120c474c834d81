import type { Absence } from '@regieboek/billing';
import type { RedenBeeindiging, RedenWijziging } from '@regieboek/ijw';
import { OPEN, type Interval } from '@regieboek/kernel';
import type { Origin } from './origin.js';
import type { Offer } from '../region/offers.js';
import type { Random } from '../random.js';
import { offerOf } from '../region/setting.js';
import type { CarePlan, Granted } from './youth.js';

/** Special wishes of a story for an assignment. */
export interface CareWishes {
  readonly municipality?: string;
  /** Days of the assignment; those of the care or a little more when left out. */
  readonly assigned?: Interval;
  readonly granted?: Granted;
  readonly pause?: Interval;
  readonly absences?: readonly Absence[];
  readonly endReason?: RedenBeeindiging;
  readonly change?: RedenWijziging;
  readonly removed?: boolean;
  readonly startSent?: boolean;
  readonly use?: number;
}

interface Wanted extends CareWishes {
  readonly code: string;
  readonly care: Interval;
  readonly municipality: string;
}

const NIGHTS_A_MONTH = 31;
const RESPITE_NIGHTS_A_MONTH = 8;
/** Assignments of one youth have consecutive numbers, a block of this size. */
const NUMBERS_PER_YOUTH = 20;

/** Hours: by the week, by the month or in total; now and then assigned in minutes on a tariff per hour. */
function hours(random: Random, assigned: Interval): Granted {
  const weeks = assigned.to === OPEN ? 52 : Math.ceil((assigned.to - assigned.from + 1) / 7);
  const style = random.int(0, assigned.to === OPEN ? 3 : 9);
  if (style < 3) return { kind: 'volume', volume: random.int(6, 20), unit: '04', frequency: '4' };
  if (style === 3) return { kind: 'volume', volume: 60 * random.int(6, 20), unit: '01', frequency: '4' };
  if (style < 8) return { kind: 'volume', volume: random.int(2, 5), unit: '04', frequency: '2' };
  return { kind: 'volume', volume: weeks * random.int(1, 3), unit: '04', frequency: '6' };
}

function grantFor({ product }: Offer, random: Random, assigned: Interval): Granted {
  switch (product.unit) {
    case '14':
      return {
        kind: 'volume',
        volume: product.form === 'logeren' ? RESPITE_NIGHTS_A_MONTH : NIGHTS_A_MONTH,
        unit: '14',
        frequency: '4',
      };
    case '01':
      return { kind: 'volume', volume: 60 * random.int(4, 12), unit: '01', frequency: '4' };
    case '82':
      return product.form === 'ambulant'
        ? { kind: 'volume', volume: 2, unit: '82', frequency: '6' }
        : { kind: 'volume', volume: 1, unit: '82', frequency: '4' };
    case '83':
      return { kind: 'volume', volume: 5_000 * random.int(60, 200), unit: '83', frequency: '6' };
    default:
      return hours(random, assigned);
  }
}

/** Stays are mostly assigned without an end, other care up to a few weeks after it stopped. */
function assignedDays({ product }: Offer, care: Interval, random: Random): Interval {
  const from = care.from - random.pick([0, 0, 0, 3, 9, 17]);
  if (product.unit === '14' && random.perMille(700)) return { from, to: OPEN };
  const last = care.to === OPEN ? care.from + random.int(420, 700) : care.to;
  return { from, to: last + random.pick([0, 0, 6, 13, 27]) };
}

/** Draws everything about an assignment that the story leaves open. `index` is its place among those of the youth. */
export function drawCare({ setting, serial, bsn, random }: Origin, wanted: Wanted, index: number): CarePlan {
  const offer = offerOf(setting, wanted.code);
  const known = wanted.care.to > setting.window.to ? { from: wanted.care.from, to: OPEN } : wanted.care;
  const assigned = wanted.assigned ?? assignedDays(offer, wanted.care, random);
  const isCrisis = offer.product.category === '46';
  return {
    number: setting.region.digit * 10_000_000 + serial * NUMBERS_PER_YOUTH + index + 1,
    bsn,
    offer,
    municipality: wanted.municipality,
    decided: isCrisis ? assigned.from + random.int(1, 5) : assigned.from - random.int(2, 18),
    assigned,
    granted: wanted.granted ?? grantFor(offer, random, assigned),
    care: known,
    pause: wanted.pause ?? null,
    absences: wanted.absences ?? [],
    endReason: wanted.endReason ?? random.pick(['31', '31', '31', '34', '32', '38']),
    change: wanted.change ?? null,
    removed: wanted.removed ?? false,
    startSent: wanted.startSent ?? !random.perMille(40),
    use: wanted.use ?? random.int(550, 970),
    inMinutes: random.perMille(250),
  };
}
