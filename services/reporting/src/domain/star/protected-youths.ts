import type { YouthHistory } from '@regieboek/journal';
import { toDay, type CalendarDate } from '@regieboek/kernel';

/**
 * Youths with a registration at a secret address (geheim adres) that has not ended on `day`: no row of an export names them together
 * with a place. Regeling Jeugdwet art. 6a.6.
 */
export function protectedYouths(youths: Iterable<YouthHistory>, day: CalendarDate): Set<string> {
  const from = toDay(day);
  const isSecret = ({ fact, withdrawnOn }: YouthHistory['facts'][number]): boolean =>
    withdrawnOn === null &&
    fact.kind === 'registration' &&
    fact.address === 'woonadres-geheim' &&
    (fact.to === null || toDay(fact.to) >= from);
  return new Set([...youths].filter(({ facts }) => facts.some(isSecret)).map(({ youth }) => youth));
}
