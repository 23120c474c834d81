import { fromDay, intersect, OPEN, type Day, type Interval } from '@regieboek/kernel';
import type { Care } from '@regieboek/billing';
import type { YouthHistory } from '@regieboek/journal';

type SignalKind = 'closed-without-authorisation' | 'short-stay-overrun' | 'two-places-one-night' | 'over-capacity';

/** A signal for review, with the days that it covers. */
export interface Signal {
  readonly kind: SignalKind;
  readonly youth: string | null;
  readonly provider: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** A stay and its youth. */
interface Placed {
  readonly care: Care;
  readonly youth: YouthHistory;
}

/** A signal about a stay, on some of its days. */
export const signal = (kind: SignalKind, { care, youth }: Placed, days: Interval, text: string): Signal => ({
  kind,
  youth: youth.youth,
  provider: care.provider,
  from: fromDay(days.from),
  to: fromDay(days.to),
  text,
});

/** Days up to and including today; undefined when there are none. */
export const untilToday = (interval: Interval, today: Day): Interval | undefined =>
  intersect(interval, { from: -OPEN, to: today });
