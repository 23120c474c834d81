/**
 * Receipts of a region (ontvangsten): what municipalities paid to the purchasing organisation, advances and settlements. The
 * aggregate is the region, because a reference of a bank statement stands for one booking in it. A receipt recorded
 * wrongly is taken back by one of the opposite amount under a reference of its own.
 */
import { JEUGDWET_FROM } from '@regieboek/residence';
import { formatEuro, monthFault, reject, toDay, type CalendarDate, type Decider, fromDay } from '@regieboek/kernel';
import { receiptRecorded, type Receipt, type ReceiptEvent } from '@regieboek/events';
import { monthCount } from '../runs/month-range.js';
import { TRANSFER_CENTS_MAX } from '../payments/limit.js';

/** Receipts so far, by reference. */
export type ReceiptState = ReadonlyMap<string, Receipt>;

/** Records a receipt; does nothing when it is recorded with the same content. */
export interface ReceiptCommand {
  readonly kind: 'record';
  readonly receipt: Receipt;
  readonly today: CalendarDate;
}

export type ReceiptRefusal =
  | 'reference-used'
  | 'months-reversed'
  | 'too-many-months'
  | 'months-too-far'
  | 'no-amount'
  | 'amount-too-large'
  | 'not-received-yet';

/** Maximum months of one receipt. */
const RECEIPT_MONTHS_MAX = 60;

const FIRST_DAY = fromDay(JEUGDWET_FROM);

const contentOf = ({ reference, municipality, kind, from, to, cents, receivedOn }: Receipt): string =>
  JSON.stringify([reference, municipality, kind, from, to, cents, receivedOn]);

export const receiptDecider: Decider<ReceiptState, ReceiptCommand, ReceiptEvent, ReceiptRefusal> = {
  category: 'receipt',
  initial: new Map(),

  decide({ receipt, today }, state) {
    const before = state.get(receipt.reference);
    if (before && contentOf(before) === contentOf(receipt)) return [];
    if (before)
      return reject(
        'reference-used',
        `${receipt.reference} is recorded with other content: reverse that receipt with one of the opposite amount, and record this one under another reference`,
      );
    if (receipt.to < receipt.from)
      return reject('months-reversed', `${receipt.to} precedes ${receipt.from}: enter the first month first`);
    if (monthCount(receipt) > RECEIPT_MONTHS_MAX)
      return reject(
        'too-many-months',
        `${receipt.from} to ${receipt.to} are more than ${RECEIPT_MONTHS_MAX} months: record a receipt per part of the period`,
      );
    const fault = monthFault(receipt.from, today) ?? monthFault(receipt.to, today);
    if (fault !== undefined) return reject('months-too-far', `correct the months: each is ${fault}`);
    if (receipt.receivedOn < FIRST_DAY)
      return reject(
        'months-too-far',
        `${receipt.receivedOn} lies before ${FIRST_DAY}, the start of the Jeugdwet: correct the day`,
      );
    if (toDay(receipt.receivedOn) > toDay(today))
      return reject(
        'not-received-yet',
        `${receipt.receivedOn} lies after today, ${today}: record a receipt when it is on the account`,
      );
    if (receipt.cents === 0) return reject('no-amount', 'a receipt of zero has no meaning: enter its amount in cents');
    if (Math.abs(receipt.cents) > TRANSFER_CENTS_MAX)
      return reject(
        'amount-too-large',
        `${formatEuro(receipt.cents)} exceeds the maximum of a transfer, ${formatEuro(TRANSFER_CENTS_MAX)}: correct the amount, which is in cents`,
      );
    return [{ type: receiptRecorded.type, data: receipt }];
  },

  evolve: (state, { data }) => new Map([...state, [data.reference, data]]),
};
