import type { Receipt } from '@regieboek/events';

/** A receipt as it was recorded, and when that was (ISO 8601, UTC). */
export interface ReceiptOnRecord extends Receipt {
  readonly recordedAt: string;
  readonly position: number;
}
