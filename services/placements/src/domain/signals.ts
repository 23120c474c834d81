/** Signals: situations that a person should look at. A signal rejects nothing; late documents and appeals exist. */
import {
  fromDay,
  intersect,
  lengthInDays,
  merge,
  OPEN,
  subtract,
  toDay,
  type Day,
  type Interval,
} from '@regieboek/kernel';
import { stayForms } from '@regieboek/residence';
import type { Contract } from '@regieboek/events';
import { careOf, type Care } from '@regieboek/billing';
import type { RegionHistory, YouthHistory } from '@regieboek/journal';

type SignalKind = 'closed-without-authorisation' | 'short-stay-overrun' | 'two-places-one-night' | 'over-capacity';

/** Something to look at, in days that it holds. */
export interface Signal {
  readonly kind: SignalKind;
  readonly youth: string | null;
  readonly provider: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** A stay with the youth who stays. */
interface Placed {
  readonly care: Care;
  readonly youth: YouthHistory;
}

const signal = (kind: SignalKind, { care, youth }: Placed, days: Interval, text: string): Signal => ({
  kind,
  youth: youth.youth,
  provider: care.provider,
  from: fromDay(days.from),
  to: fromDay(days.to),
  text,
});

const untilToday = (interval: Interval, today: Day): Interval | undefined =>
  intersect(interval, { from: -OPEN, to: today });

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

interface Change {
  readonly day: Day;
  readonly by: number;
}

const arrivals = (stays: readonly Interval[]): Change[] =>
  stays.flatMap(({ from, to }) => [{ day: from, by: 1 }, ...(to === OPEN ? [] : [{ day: to, by: -1 }])]);

/** Nights on which a form of stay of a provider has more youths than the agreed places. */
function overCapacity(contract: Contract, stays: readonly Care[], today: Day): Signal[] {
  return [...Map.groupBy(contract.capacity, ({ form }) => form)].flatMap(([form, groups]) => {
    const own = stays.filter((stay) => stay.provider === contract.provider && stay.form === form);
    const places = groups.flatMap((group): Change[] => [
      { day: toDay(group.from), by: -group.places },
      ...(group.to === null ? [] : [{ day: toDay(group.to) + 1, by: group.places }]),
    ]);
    return overruns([...arrivals(own), ...places], today).map((days) => ({
      kind: 'over-capacity' as const,
      youth: null,
      provider: contract.provider,
      from: fromDay(days.from),
      to: fromDay(days.to),
      text: `more youths in ${groups.map(({ group }) => group).join(', ')} (${form}) than agreed places`,
    }));
  });
}

/** Runs of nights on which arrivals exceed places. */
function overruns(changes: readonly Change[], today: Day): Interval[] {
  const byDay = [...Map.groupBy(changes, ({ day }) => day)].sort(([a], [b]) => a - b);
  const runs: Interval[] = [];
  let balance = 0;
  byDay.forEach(([day, own], i) => {
    balance += own.reduce((sum, { by }) => sum + by, 0);
    const until = Math.min((byDay[i + 1]?.[0] ?? OPEN) - 1, today);
    if (balance > 0 && day <= until) runs.push({ from: day, to: until });
  });
  return merge(runs);
}

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
