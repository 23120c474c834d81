import { lifetimeLimit, periodLimit, type Eenheid } from '@regieboek/ijw';
import { intersect, type Interval } from '@regieboek/kernel';
import { withVolume } from '../declarations/declared-line.js';
import { grantedVolume } from '../declarations/delivered.js';
import type { CarePlan } from '../youths/youth.js';
import { instead, type Candidate, type LineFault } from './line-fault.js';

/** Declared units per assigned unit: minutes on hours count by sixties. */
const unitsIn = ({ granted }: CarePlan, declared: Eenheid): number =>
  granted.kind === 'volume' && granted.unit === '04' && declared === '01' ? 60 : 1;

interface Room {
  /** Largest volume that fits in the product period, and in what is left of the whole, both in the declared unit. */
  readonly period: number;
  readonly left: number;
  readonly whole: number;
  readonly isTotal: boolean;
}

/** Room for a line; undefined on a budget, where volumes are not limited. */
function roomOf({ plan, entry, month, declared, volume }: Candidate): Room | undefined {
  const granted = grantedVolume(plan);
  const period = intersect(plan.assigned, month);
  if (!granted || !period) return undefined;
  const units = unitsIn(plan, entry.line.eenheid);
  const whole = lifetimeLimit(granted) * units;
  return {
    period: periodLimit(granted, period) * units,
    left: whole - (declared.delivered - volume) * units,
    whole,
    isTotal: granted.frequency === '6',
  };
}

const overPeriod = instead('over-period', ['9321'], (candidate) => {
  const room = roomOf(candidate);
  if (!room || room.isTotal || room.period + 1 > room.left) return undefined;
  return withVolume(candidate, room.period + 1);
});

const overWhole = instead(
  'over-whole',
  ['9322'],
  (candidate) => {
    const room = roomOf(candidate);
    const { isPlain } = candidate.declared;
    if (!room?.isTotal || !isPlain || room.left < 1 || room.left + 1 > room.whole) return undefined;
    return withVolume(candidate, room.left + 1);
  },
  true,
);

const overBoth = instead(
  'over-period-and-whole',
  ['9321', '9322'],
  (candidate) => {
    const room = roomOf(candidate);
    return room?.isTotal ? withVolume(candidate, room.whole + 1) : undefined;
  },
  true,
);

const tariff = instead('tariff', ['0611'], ({ entry, plan }) => {
  const { productTarief, geleverdVolume, ingediendBedrag } = entry.line;
  if (productTarief === undefined || plan.granted.kind === 'budget') return undefined;
  const wrong = productTarief + 150;
  const amount = { ...ingediendBedrag, bedrag: wrong * geleverdVolume };
  return { ...entry, line: { ...entry.line, productTarief: wrong, ingediendBedrag: amount } };
});

const amount = instead('amount', ['9346'], ({ entry, plan }) => {
  const { productTarief, ingediendBedrag } = entry.line;
  if (productTarief === undefined || plan.granted.kind === 'budget') return undefined;
  return {
    ...entry,
    line: { ...entry.line, ingediendBedrag: { ...ingediendBedrag, bedrag: ingediendBedrag.bedrag + 1_000 } },
  };
});

const budget = instead(
  'over-budget',
  ['9369'],
  (candidate) => {
    const { plan, declared, entry } = candidate;
    const { productTarief } = entry.line;
    if (plan.granted.kind !== 'budget' || !declared.isPlain || productTarief === undefined) return undefined;
    const enough = Math.ceil((plan.granted.cents - declared.cents + 1) / productTarief);
    // Minutes are priced with an unrounded tariff, so what seems enough may just fit: a fiftieth more does not.
    return withVolume(candidate, enough + Math.ceil(enough / 50) + 1);
  },
  true,
);

/** The period of the line moved, when its volume still fits in it. */
function moved({ plan, entry, volume }: Candidate, period: Interval) {
  const granted = grantedVolume(plan);
  if (granted && volume > periodLimit(granted, period)) return undefined;
  return withVolume({ plan, entry, period }, entry.line.geleverdVolume);
}

const periodStart = instead('period-starts-late', ['9387'], (candidate) => {
  const { plan, month } = candidate;
  const period = intersect(plan.assigned, month);
  if (!period || plan.assigned.from >= month.from) return undefined;
  return moved(candidate, { from: period.from + 1, to: period.to });
});

const periodEnd = instead('period-ends-early', ['9388'], (candidate) => {
  const { plan, month } = candidate;
  const period = intersect(plan.assigned, month);
  if (!period || plan.assigned.to <= month.to || period.to - period.from < 3) return undefined;
  return moved(candidate, { from: period.from, to: period.to - 1 });
});

const beforeAssignment = instead(
  'before-assignment',
  ['9307'],
  (candidate) => {
    const { plan, month } = candidate;
    const isInside = plan.assigned.from > month.from && plan.assigned.from <= month.to;
    if (!isInside || plan.offer.provider.from > month.from) return undefined;
    return moved(candidate, { from: month.from, to: Math.min(plan.assigned.to, month.to) });
  },
  true,
);

const afterAssignment = instead(
  'after-assignment',
  ['9308'],
  (candidate) => {
    const { plan, month } = candidate;
    if (plan.assigned.to >= month.to || plan.assigned.to < month.from) return undefined;
    return moved(candidate, { from: Math.max(plan.assigned.from, month.from), to: month.to });
  },
  true,
);

/** Wrong lines about how much, for what price and over which days. */
export const amountFaults: readonly LineFault[] = [
  overPeriod,
  overWhole,
  overBoth,
  tariff,
  amount,
  budget,
  periodStart,
  periodEnd,
  beforeAssignment,
  afterAssignment,
];
