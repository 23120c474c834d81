/** Signals: situations that a person should look at. A signal rejects nothing; late documents and appeals exist. */
import { intersect, lengthInDays, OPEN, subtract, toDay, type Day, type Interval } from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import { careOf, type Care } from '@regieboek/billing';
import type { RegionHistory, YouthHistory } from '@regieboek/journal';
import { type Signal, signal, untilToday } from './signal.js';
import { overCapacity } from './over-capacity.js';

/** Days of closed care, not interrupted, without an authorisation valid on that day (Jeugdwet 6.1.2-6.1.4). */
function closedWithoutAuthorisation(youth: YouthHistory, care: readonly Care[], today: Day): Signal[] {
  const valid = youth.authorisations.map(({ from, to }) => ({ from: toDay(from), to: toDay(to) }));
  return care
    .filter(({ form }) => form === 'jeugdzorgplus')
    .flatMap((stay) => {
      const seen = untilToday(stay, today);
      return (seen ? subtract(seen, [...valid, ...stay.leaves]) : []).map((days) =>
        signal(
          'closed-without-authorisation',
          { care: stay, youth },
          days,
          'closed stay without a valid court authorisation (Jeugdwet 6.1.2-6.1.4)',
        ),
      );
    });
}

/** A stay planned to be short (ThuisBest) that exceeds the maximum of its product. */
function shortStayOverrun(youth: YouthHistory, care: readonly Care[], today: Day): Signal[] {
  return care.flatMap((stay) => {
    const limit = stay.product?.shortStayDays;
    const seen = untilToday(stay, today);
    if (!limit || !seen || lengthInDays(seen) <= limit) return [];
    const over = { from: seen.from + limit, to: seen.to };
    return [signal('short-stay-overrun', { care: stay, youth }, over, `short stay exceeds the planned ${limit} days`)];
  });
}

/** Nights slept in a stay: not that of departure, nor those from the last evening before days of leave or absence. */
function nightsOf({ from, to, leaves, absences }: Care): Interval[] {
  const away = [...leaves, ...absences].map((days) => ({ from: days.from - 1, to: days.to }));
  return from === to ? [] : subtract({ from, to: to === OPEN ? OPEN : to - 1 }, away);
}

/** Nights that a youth spends in two places. */
function twoPlaces(youth: YouthHistory, care: readonly Care[], today: Day): Signal[] {
  const stays = care.filter(({ form }) => stayForms.has(form) && form !== 'logeren');
  return stays.flatMap((stay, i) =>
    stays
      .slice(i + 1)
      .filter(({ provider }) => provider !== stay.provider)
      .flatMap((other) =>
        nightsInBoth(stay, other, today).map((nights) =>
          signal(
            'two-places-one-night',
            { care: other, youth },
            nights,
            `also stays at provider ${stay.provider} on these nights`,
          ),
        ),
      ),
  );
}

const nightsInBoth = (one: Care, other: Care, today: Day): Interval[] =>
  nightsOf(one).flatMap((nights) =>
    nightsOf(other).flatMap((others) => {
      const both = intersect(nights, others);
      return (both && untilToday(both, today)) ?? [];
    }),
  );

/** All signals of a region up to and including today, in order of first day. */
export function signalsOf(history: RegionHistory, today: Day): Signal[] {
  const all: Care[] = [];
  const ofYouths = [...history.youths.values()].flatMap((youth) => {
    const care = careOf(youth, history.contracts);
    all.push(...care);
    return [closedWithoutAuthorisation, shortStayOverrun, twoPlaces].flatMap((find) => find(youth, care, today));
  });
  const ofGroups = [...history.contracts.values()].flatMap((contract) => overCapacity(contract, all, today));
  return [...ofYouths, ...ofGroups].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}
