import { z } from 'zod';
import { bankEntryListed } from '@regieboek/events';
import { component } from '@regieboek/platform';
import type { BankStatementResult } from '../../bank/index.js';
import { receipt } from './responses.js';

const entry = component('UnmatchedReceipt', bankEntryListed.schema);

/** Result of a bank statement. */
export const bankStatement = component(
  'BankStatement',
  z.object({
    entries: z.int().meta({ description: 'Booked credit entries of the file.' }),
    known: z.int().meta({ description: 'Entries that were recorded or listed before.' }),
    receipts: z.array(receipt),
    unmatched: z.array(entry),
  }) satisfies z.ZodType<BankStatementResult>,
);

/** Entries that ask for a decision. */
export const unmatchedReceipts = component('UnmatchedReceipts', z.object({ entries: z.array(entry) }));
