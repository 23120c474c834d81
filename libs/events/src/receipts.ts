import { z } from 'zod';
import { declare, type EventOf } from './declare.js';
import { cents, date, month, municipality } from './fields.js';
import { reference } from './payments.js';

/** Money of a municipality came in (ontvangst vastgelegd), an advance or a settlement; negative when it was paid back to it. */
export const receiptRecorded = declare(
  'finance.receipt-recorded.v1',
  z.object({
    /** Reference of the booking, such as that of the bank statement; recorded once under it in a region. */
    reference,
    municipality,
    /** An advance on months to come (voorschot), or what was left to pay of settled months (afrekening). */
    kind: z.enum(['advance', 'settlement']),
    /** First and last month that it is for; it counts in equal parts in each. */
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
