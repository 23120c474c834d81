import { Inject, Injectable } from '@nestjs/common';
import { eventId, type EventLog } from '@regieboek/eventing';
import { decode, type ListedEntry } from '@regieboek/events';
import { Refusal, type Fault } from '@regieboek/kernel';
import { EVENT_LOG, handle, KeyedQueue } from '@regieboek/platform';
import { Books } from '../books/books.js';
import { bankDecider } from '../domain/settlement/bank-entries.js';
import { matchEntries } from '../domain/settlement/match.js';
import { IssuedSettlements, Receipts, type ReceiptOnRecord, type Terms } from '../settlement/index.js';
import { readCamt } from './camt-elements.js';
import { creditEntries } from './credit-entries.js';

/** A bank statement was refused as a whole; every fault has its line and remedy, never a name or an account number. */
class BankStatementRefused extends Refusal {
  override readonly name = 'BankStatementRefused';
  constructor(faults: readonly Fault[]) {
    super('invalid-input', 'invalid', 'the bank statement is refused as a whole', { faults });
  }
}

/** Result of a bank statement. */
export interface BankStatementResult {
  /** Booked credit entries of the file. */
  readonly entries: number;
  /** Entries that were recorded or listed before. */
  readonly known: number;
  readonly receipts: readonly ReceiptOnRecord[];
  /** Entries that ask for a decision. */
  readonly unmatched: readonly ListedEntry[];
}

/** Bank statements (camt.053): receipts of municipalities are recorded, and the rest is listed. */
@Injectable()
export class BankStatements {
  private readonly turns = new KeyedQueue(4);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(Receipts) private readonly receipts: Receipts,
    @Inject(IssuedSettlements) private readonly settlements: IssuedSettlements,
    @Inject(Books) private readonly books: Books,
  ) {}

  /** Records what a statement brings, each booking once. Throws BankStatementRefused; then nothing was recorded. */
  import(region: string, xml: string, terms: Terms): Promise<BankStatementResult> {
    const codes = new Map([...terms.payers.municipalities].map(([code, { iban }]) => [iban, code]));
    const read = readCamt(xml);
    if ('fault' in read) throw new BankStatementRefused([read.fault]);
    const { entries, faults } = creditEntries(read.statements, (iban) => codes.get(iban) ?? null);
    if (faults.length > 0) throw new BankStatementRefused(faults);
    return this.turns.take(region, async () => {
      const before = await this.listed(region);
      const matched = matchEntries(entries, {
        settlements: await this.settlements.list(region),
        advances: terms.settlement.advances,
        receipts: await this.receipts.list(region),
      });
      const known = new Set(before.map(({ reference }) => reference));
      const unmatched = matched.listed.filter(({ reference }) => !known.has(reference));
      const recorded: ReceiptOnRecord[] = [];
      for (const receipt of matched.receipts) recorded.push(await this.receipts.record(region, receipt));
      for (const entry of unmatched) await this.list(region, entry);
      const counted = entries.length - recorded.length - unmatched.length;
      return { entries: entries.length, known: counted, receipts: recorded, unmatched };
    });
  }

  /** Entries that ask for a decision: without a receipt under their reference. */
  async unmatched(region: string): Promise<ListedEntry[]> {
    const recorded = new Set((await this.books.receiptsOnRecord(region)).map(({ reference }) => reference));
    return (await this.listed(region)).filter(({ reference }) => !recorded.has(reference));
  }

  private async list(region: string, entry: ListedEntry): Promise<void> {
    const commandId = eventId(JSON.stringify([region, 'bank', entry.reference]), 0);
    await handle(this.log, bankDecider, { kind: 'list', entry }, { region, id: region, commandId });
  }

  private async listed(region: string): Promise<ListedEntry[]> {
    const entries: ListedEntry[] = [];
    for await (const recorded of this.log.read(`${region}.${bankDecider.category}-${region}`)) {
      const event = decode(recorded);
      if (event.type === 'finance.bank-entry-listed.v1') entries.push(event.data);
    }
    return entries;
  }
}
