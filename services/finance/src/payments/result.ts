import type { PaymentOrder } from '@regieboek/events';
import { Refusal, type CalendarDate } from '@regieboek/kernel';
import type { DayFault } from '../domain/payments/day.js';
import type { OrderedBatch } from '../domain/payments/ordered-batch.js';
import type { HeldBack } from '../domain/payments/plan.js';

/** Payments to order: the day of execution, and one provider or all. */
export interface PaymentRequest {
  readonly executionDate: CalendarDate;
  readonly provider?: string | undefined;
}

/** Result of ordering: all batches for the day, the new ones, and what was held back. */
export interface PaymentsOrdered {
  readonly region: string;
  readonly executionDate: CalendarDate;
  readonly batches: readonly OrderedBatch[];
  readonly newBatches: readonly string[];
  readonly held: readonly HeldBack[];
  /** Batches of the day that were withdrawn: files of these that still exist must not go to the bank. */
  readonly withdrawn: readonly OrderedBatch[];
}

/** A payment was refused; the message has the remedy. */
export class PaymentRefused extends Refusal {
  override readonly name = 'PaymentRefused';
  constructor(code: string, message: string) {
    super(code, 'conflict', message);
  }
}

/** Orders for a day that is no longer possible. Throws PaymentRefused when there are none. */
export function orderedBefore(
  region: string,
  { executionDate }: PaymentRequest,
  batches: readonly OrderedBatch[],
  { code, text }: DayFault,
): PaymentsOrdered {
  if (batches.length === 0) throw new PaymentRefused(code, text);
  return { region, executionDate, batches, newBatches: [], held: [], withdrawn: [] };
}

/** Orders that would be recorded now, and the result without them. */
export interface PaymentsPlanned {
  readonly orders: readonly PaymentOrder[];
  readonly ordered: PaymentsOrdered;
}

export const isOf =
  ({ executionDate, provider }: PaymentRequest) =>
  ({ order, withdrawn }: OrderedBatch): boolean =>
    withdrawn === null &&
    order.executionDate === executionDate &&
    (provider === undefined || order.provider === provider);

/** Batches of a day, with what was ordered now and held back. */
export function resultOf(
  region: string,
  asked: PaymentRequest,
  { batches, newBatches, held }: Pick<PaymentsOrdered, 'batches' | 'newBatches' | 'held'>,
): PaymentsOrdered {
  const { executionDate } = asked;
  const wasOfDay = ({ order, withdrawn }: OrderedBatch) => withdrawn !== null && order.executionDate === executionDate;
  return {
    ...{ region, executionDate, newBatches, held },
    batches: batches.filter(isOf(asked)),
    withdrawn: batches.filter(wasOfDay),
  };
}
