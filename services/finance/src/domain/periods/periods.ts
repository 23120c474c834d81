/** The periods of a region according to its log: which are sealed, in which order, and which includes corrections. */
import { monthOf, nextMonth, type Day, type Month } from '@regieboek/kernel';
import type { PeriodEvent, PeriodSeal } from '@regieboek/events';

/** An event about a period with its place in the log and when it was recorded (ISO 8601, UTC). */
export interface RecordedPeriodEvent {
  readonly position: number;
  readonly recordedAt: string;
  readonly event: PeriodEvent;
}

/** A sealed period with the place of its seal in the log. */
export interface SealedPeriod {
  readonly seal: PeriodSeal;
  readonly sealedAtPosition: number;
  readonly recordedAt: string;
  /** The period sealed just before: corrections between its position and this one's are part of this period. */
  readonly previous: PeriodSeal | null;
}

/** A seal or an opening that could not have been decided: the log was tampered with, or two processes decided at once. */
export interface OrderFault {
  readonly position: number;
  readonly text: string;
}

/** Periods of a region at one position of its log. */
export class Periods {
  /** Sealed periods, in the order in which they were sealed. */
  readonly sealed: readonly SealedPeriod[];
  readonly faults: readonly OrderFault[];

  private constructor(sealed: readonly SealedPeriod[], faults: readonly OrderFault[]) {
    this.sealed = sealed;
    this.faults = faults;
  }

  /** Folds the events of a region with positions up to and including `upTo`, in log order. */
  static at(events: Iterable<RecordedPeriodEvent>, upTo: number): Periods {
    const sealed: SealedPeriod[] = [];
    const faults: OrderFault[] = [];
    for (const recorded of events) {
      if (recorded.position > upTo) break;
      const text = applyTo(sealed, recorded);
      if (text !== undefined) faults.push({ position: recorded.position, text });
    }
    return new Periods(sealed, faults);
  }

  /** The seal of a period; undefined while it is open. */
  sealOf(period: Month): SealedPeriod | undefined {
    return this.sealed.find(({ seal }) => seal.period === period);
  }

  /** The period sealed last. */
  get last(): SealedPeriod | undefined {
    return this.sealed.at(-1);
  }

  /** Posting month of an item with a day and a position of recording: the month of the day, or the first month not sealed at that position. */
  postedIn(position: number, day: Day): Month {
    const own = monthOf(day);
    const sealed = this.sealed.findLast(({ seal }) => seal.position < position)?.seal.period;
    return sealed === undefined || own > sealed ? own : nextMonth(sealed);
  }

  /** Periods whose changes a period includes, and between which positions; `to` null: up to the present. */
  takenOverBy(period: Month): {
    readonly of: readonly SealedPeriod[];
    readonly from: number;
    readonly to: number | null;
  } {
    const own = this.sealed.findIndex(({ seal }) => seal.period === period);
    const before = own < 0 ? this.sealed : this.sealed.slice(0, own);
    const last = before.at(-1)?.seal;
    const isOwn = last !== undefined && (own >= 0 || nextMonth(last.period) === period);
    if (!isOwn) return { of: [], from: 0, to: null };
    return { of: before, from: last.position, to: this.sealed[own]?.seal.position ?? null };
  }
}

/** The newest seal of a period, also when it was reopened since; undefined when it was never sealed. */
export const lastSealIn = (events: readonly RecordedPeriodEvent[], period: Month): PeriodSeal | undefined =>
  events
    .flatMap(({ event }) => (event.type === 'finance.period-sealed.v1' ? [event.data] : []))
    .findLast((seal) => seal.period === period);

/** Applies one event; returns its fault, if any. */
function applyTo(sealed: SealedPeriod[], { event, position, recordedAt }: RecordedPeriodEvent): string | undefined {
  const { period } = event.data;
  const at = sealed.findIndex(({ seal }) => seal.period === period);
  if (event.type === 'finance.period-sealed.v1') {
    const previous = sealed.at(-1)?.seal ?? null;
    if (at >= 0) return `${period} is sealed again without being reopened`;
    sealed.push({ seal: event.data, sealedAtPosition: position, recordedAt, previous });
    return previous !== null && nextMonth(previous.period) !== period
      ? `${period} is sealed after ${previous.period}, out of order`
      : undefined;
  }
  if (at < 0) return `${period} is reopened without being sealed`;
  const isLast = at === sealed.length - 1;
  sealed.splice(at, 1);
  return isLast ? undefined : `${period} is reopened while a later month is sealed`;
}
