import type { Involvement } from '@regieboek/access';
import { fromDay, OPEN, type Day, type Interval } from '@regieboek/kernel';
import type { YouthHistory } from '@regieboek/journal';
import type { ResponsibleInterval } from '@regieboek/residence';

/** Days with both ends, the form of permissions: an open end is null. */
interface Days {
  readonly from: string;
  readonly to: string | null;
}

const daysOf = ({ from, to }: { readonly from: Day; readonly to: Day }): Days => ({
  from: fromDay(from),
  to: to === OPEN ? null : fromDay(to),
});

/** Care of a youth: its days, its provider, and the municipality that assigned and pays it. */
export interface PaidCare extends Interval {
  /** null: by nobody, as with care without an assignment. */
  readonly municipality: string | null;
  readonly provider: string;
}

/** Parties involved with a youth, with their days: municipalities that are responsible or pay, and providers. */
export interface Involved {
  readonly municipalities: readonly Involvement[];
  readonly providers: readonly Involvement[];
}

/** A youth as far as it is known: facts, and the responsible municipality per day. */
export interface SeenYouth {
  readonly facts: YouthHistory['facts'];
  readonly responsible: readonly ResponsibleInterval[];
}

/** How much an actor sees of the days of a youth: the outcome with its facts, only the outcome, or nothing. */
export type Sight = 'whole' | 'outcome' | 'nothing';

/** Parties involved with a youth, by its responsible municipalities and its care. */
export const involvedIn = (responsible: readonly ResponsibleInterval[], care: readonly PaidCare[]): Involved => ({
  municipalities: [
    ...[...responsible, ...care].flatMap((one) =>
      one.municipality === null ? [] : [{ code: one.municipality, ...daysOf(one) }],
    ),
  ],
  providers: care.map((one) => ({ code: one.provider, ...daysOf(one) })),
});

const outcomeOf = ({ from, to, municipality, rule }: ResponsibleInterval): ResponsibleInterval => ({
  ...{ from, to, municipality, rule },
  facts: [],
});

/** The part of a youth that is seen: days by their sight, and of the facts those behind days that are seen whole. */
export function seenPart(youth: SeenYouth, sightOf: (days: Days) => Sight): SeenYouth {
  const responsible = youth.responsible.flatMap((interval) => {
    const sight = sightOf(daysOf(interval));
    return sight === 'nothing' ? [] : [sight === 'whole' ? interval : outcomeOf(interval)];
  });
  const named = new Set(responsible.flatMap(({ facts }) => facts));
  return { responsible, facts: youth.facts.filter(({ fact }) => named.has(fact.id)) };
}
