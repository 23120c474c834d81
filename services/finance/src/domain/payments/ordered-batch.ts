import type { PaymentOrder, PaymentWithdrawal } from '@regieboek/events';

/** A batch as ordered, and its time of recording (ISO 8601, UTC). */
export interface OrderedBatch {
  readonly order: PaymentOrder;
  readonly recordedAt: string;
  readonly position: number;
  /** Why the bank refused it and when it was withdrawn; null when it was not withdrawn. */
  readonly withdrawn: PaymentWithdrawal | null;
}
