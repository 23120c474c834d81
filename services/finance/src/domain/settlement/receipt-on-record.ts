import type { Receipt } from '@regieboek/events';

/** A receipt as recorded, and its time of recording (ISO 8601, UTC). */
export interface ReceiptOnRecord extends Receipt {
  readonly recordedAt: string;
  readonly position: number;
}
