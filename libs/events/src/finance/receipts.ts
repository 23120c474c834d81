import { z } from 'zod';
import { declare, type EventOf } from '../declare.js';
import { cents, date, month, municipality } from '../fields.js';
import { reference } from './payments.js';

/** Money was received from a municipality (ontvangst vastgelegd), as an advance or a settlement; negative when paid back. */
export const receiptRecorded = declare(
  'finance.receipt-recorded.v1',
  z.object({
    /** Reference of the booking, such as that of the bank statement; recorded once under it in a region. */
    reference,
    municipality,
    /** An advance for future months (voorschot), or the remaining amount of settled months (afrekening). */
    kind: z.enum(['advance', 'settlement']),
    /** First and last month that it covers; it is divided equally over these months. */
    from: month,
    to: month,
    cents,
    /** Value date (valutadatum). */
    receivedOn: date,
  }),
);

export const receiptEvents = [receiptRecorded] as const;
export type ReceiptEvent = EventOf<(typeof receiptEvents)[number]>;
export type Receipt = EventOf<typeof receiptRecorded>['data'];
