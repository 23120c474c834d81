import { countedDays, numberOfDays } from '@regieboek/billing';
import { lifetimeLimit, periodLimit, type GrantedVolume } from '@regieboek/ijw';
import { intersect, lengthInDays, multiplyHalfUp, OPEN, subtract, type Interval } from '@regieboek/kernel';
import type { CarePlan } from '../youths/youth.js';

/** Volume granted as the checks read it; undefined for a budget. */
export function grantedVolume({ granted, assigned }: CarePlan): GrantedVolume | undefined {
  if (granted.kind === 'budget') return undefined;
  const { volume, frequency, unit } = granted;
  return { ...assigned, volume, frequency, outputBased: unit === '82' || unit === '83' };
}

/** Days with care: without those of a temporary stop. */
const parts = ({ care, pause }: CarePlan): Interval[] => (pause ? subtract(care, [pause]) : [care]);

const stayDays = (plan: CarePlan, month: Interval): number =>
  parts(plan).reduce((sum, part) => {
    const stay = { ...part, absences: plan.absences };
    return sum + numberOfDays(countedDays(stay, plan.offer.product.counting, month));
  }, 0);

/** A part of what fits in a period, by the days of care in it and how much the youth uses. */
function usedPart(plan: CarePlan, limit: number, [careDays, monthDays]: readonly [number, number]): number {
  return Math.max(1, multiplyHalfUp(limit * plan.use, careDays, 1000 * monthDays));
}

/** Months an assignment in total is spread over. */
const monthsOf = ({ assigned: { from, to } }: CarePlan): number =>
  to === OPEN ? 12 : Math.max(1, Math.ceil((to - from + 1) / 30));

function resultParts({ care }: CarePlan, month: Interval): number {
  const begins = care.from >= month.from ? 1 : 0;
  return begins + (care.to <= month.to ? 1 : 0);
}

/**
 * Volume delivered in a month, in the unit of the assignment (hours of a budget), 0 for none. `used` is what was delivered
 * before; together they stay within the assignment.
 */
export function deliveredVolume(plan: CarePlan, month: Interval, used: number): number {
  const period = intersect(plan.assigned, month);
  const careDays = parts(plan).reduce((sum, part) => sum + lengthOf(intersect(part, month)), 0);
  if (!period || careDays === 0) return 0;
  const { unit, form } = plan.offer.product;
  const granted = grantedVolume(plan);
  if (unit === '14' && form !== 'logeren') return stayDays(plan, month);
  if (!granted) return usedPart(plan, 14, [careDays, lengthInDays(month)]);
  const left = lifetimeLimit(granted) - used;
  if (unit === '82') return Math.min(left, form === 'ambulant' ? resultParts(plan, month) : 1);
  const limit = granted.frequency === '6' ? Math.floor(granted.volume / monthsOf(plan)) : periodLimit(granted, period);
  return Math.min(left, usedPart(plan, limit, [careDays, lengthInDays(month)]));
}

const lengthOf = (interval: Interval | undefined): number => (interval ? lengthInDays(interval) : 0);
