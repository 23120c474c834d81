import { countedDays, numberOfDays } from '@regieboek/billing';
import { intersect, type Interval } from '@regieboek/kernel';
import { responsibleIntervals, stayForms, type Parameters } from '@regieboek/residence';
import type { Contract } from '@regieboek/events';
import { careOf, type Care } from './care.js';
import type { YouthHistory } from './region-history.js';
import { toResidenceCare, youthFacts } from './youth-facts.js';

/** Days of care of a youth at a provider in a form, for a responsible municipality. */
export interface Use {
  readonly provider: string;
  readonly form: string;
  readonly municipality: string;
  readonly days: number;
}

/** The days use is asked of, and what it is read with. */
export interface UseQuestion {
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly parameters: Parameters;
  readonly window: Interval;
}

/** Days of care per provider, form and municipality of one youth in a window: the use that lump sums are divided by. */
export function daysOfUse(youth: YouthHistory, { contracts, parameters, window }: UseQuestion): Use[] {
  const all = careOf(youth, contracts);
  const care = all.filter((one) => intersect(one, window));
  if (care.length === 0) return [];
  const responsible = responsibleIntervals(youthFacts(youth, all.map(toResidenceCare)), parameters);
  return care.flatMap((one) => {
    const days = countedIn(one, window);
    return responsible.flatMap((interval) => {
      const { municipality } = interval;
      const count = numberOfDays(days.flatMap((run) => intersect(run, interval) ?? []));
      return count > 0 && municipality !== null
        ? [{ provider: one.provider, form: one.form, municipality, days: count }]
        : [];
    });
  });
}

/** Days of care in a window: of a stay those that its contract counts, or presence when no contract names it. */
function countedIn(care: Care, window: Interval): Interval[] {
  if (!stayForms.has(care.form)) return [intersect(care, window) ?? []].flat();
  return countedDays(care, care.product?.counting ?? { method: 'PRESENCE', fundedAbsence: null }, window);
}
