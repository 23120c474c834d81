/** Receipts from municipalities, per month that they cover. */
import { allocate, type Cents, type Month } from '@regieboek/kernel';
import type { Receipt } from '@regieboek/events';
import { monthsOf } from '../runs/month-range.js';

/** A receipt with its place in the log. */
export interface RecordedReceipt {
  readonly position: number;
  readonly receipt: Receipt;
}

/** Part of a receipt that counts in a month. */
export interface ReceivedPart {
  readonly municipality: string;
  readonly kind: Receipt['kind'];
  readonly month: Month;
  readonly cents: Cents;
}

/** A receipt in equal parts over its months; cents left over go to the first months. */
export function receivedPerMonth({ municipality, kind, from, to, cents }: Receipt): ReceivedPart[] {
  const months = monthsOf({ from, to });
  const parts = allocate(
    cents,
    months.map(() => 1),
  );
  return months.map((month, index) => ({ municipality, kind, month, cents: parts[index] ?? 0 }));
}
