/** Payment orders for tests. */
import { fromDay, monthOf, toDay } from '@regieboek/kernel';
import type { Account, PaymentOrder, Transfer } from '@regieboek/events';

export const dordrecht: Account = { name: 'Gemeente Dordrecht', iban: 'NL91ABNA0417164300', bic: 'ABNANL2A' };
export const gorinchem: Account = { name: 'Gemeente Gorinchem', iban: 'NL02ABNA0123456789', bic: null };
export const voorbeeld: Account = { name: 'Voorbeeld Jeugdhulp', iban: 'BE68539007547034', bic: null };

/** A transfer of Dordrecht for one declaration of 123.45. */
export const transferOf = (over: Partial<Transfer> = {}): Transfer => ({
  endToEnd: 'RB-E2E-1',
  municipality: '0505',
  debtor: dordrecht,
  cents: 12_345,
  positions: [{ declaration: 'zhz.declaration-1', number: 'D1', period: monthOf(toDay('2025-02-01')), cents: 12_345 }],
  ...over,
});

/** A batch of one transfer, unless said otherwise. */
export const orderOf = (over: Partial<PaymentOrder> = {}): PaymentOrder => ({
  batch: 'RB-1',
  provider: '99990001',
  creditor: voorbeeld,
  initiator: 'Serviceorganisatie Jeugd',
  executionDate: fromDay(toDay('2025-03-17')),
  transfers: [transferOf()],
  ...over,
});
