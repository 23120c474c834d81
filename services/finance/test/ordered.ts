/** Payment orders for tests. */
import { fromDay, monthOf, toDay } from '@regieboek/kernel';
import type { EventLog } from '@regieboek/eventing';
import type { Account, PaymentOrder, Transfer } from '@regieboek/events';
import type { Terms } from '../src/settlement/terms.js';
import { append, logOf, provider, StoryRegion } from './story-region.js';

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

/** Terms under which two municipalities pay one provider themselves, and no lump sums are paid. */
export const termsOf = (over: Partial<Terms> = {}): Terms => ({
  region: 'zhz',
  initiator: 'Serviceorganisatie Jeugd',
  organisationAccount: null,
  payers: {
    organisation: null,
    municipalities: new Map([
      ['0505', dordrecht],
      ['0512', gorinchem],
    ]),
  },
  providers: new Map([[provider, voorbeeld]]),
  settlement: { providersPaidBy: 'municipalities', solidarity: [], advances: [], advancesCounted: 'agreed' },
  lumpSumsFrom: null,
  ...over,
});

/** A region with a log, to which more can be told. */
export async function toldLog(tell: (region: StoryRegion) => void = () => undefined) {
  const story = new StoryRegion();
  tell(story);
  const log: EventLog = await logOf(story);
  const more = async (and: (region: StoryRegion) => void) => {
    const before = story.events.length;
    and(story);
    await append(log, story.events.slice(before));
  };
  return { log, more };
}
