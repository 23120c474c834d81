import { Inject, Injectable } from '@nestjs/common';
import { eventId, type EventLog } from '@regieboek/eventing';
import { decode, type Receipt } from '@regieboek/events';
import { Refusal } from '@regieboek/kernel';
import { EVENT_LOG, handle, TODAY, KeyedQueue, type ContractsCopy, type Today } from '@regieboek/platform';
import type { ReceiptOnRecord } from '../domain/settlement/receipt-on-record.js';
import { receiptDecider } from '../domain/settlement/receipt.js';
import { CONTRACTS } from '../tokens.js';
import { isMunicipality } from './municipality-codes.js';

/** A receipt was refused; the message has the remedy. */
class ReceiptRefused extends Refusal {
  override readonly name = 'ReceiptRefused';
  constructor(code: string, message: string) {
    super(code, 'conflict', message);
  }
}

/** Records payments by municipalities to the organisation, each booking once, and returns the recorded ones. */
@Injectable()
export class Receipts {
  private readonly turns = new KeyedQueue(4);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly contracts: Pick<ContractsCopy, 'region'>,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Records a receipt and returns it as recorded; returns the existing one if it has the same content. Throws ReceiptRefused. */
  record(region: string, receipt: Receipt): Promise<ReceiptOnRecord> {
    return this.turns.take(region, async () => {
      await this.mustBeMunicipality(region, receipt.municipality);
      const commandId = eventId(JSON.stringify([region, 'receipt', receipt]), 0);
      const handled = await handle(
        this.log,
        receiptDecider,
        { kind: 'record', receipt, today: this.today() },
        { region, id: region, commandId },
      );
      if (handled.kind === 'refused') {
        const [first] = handled.rejections;
        throw new ReceiptRefused(
          first?.rejection.code ?? 'refused',
          first?.rejection.message ?? 'the receipt was refused',
        );
      }
      const recorded = (await this.list(region)).find(({ reference }) => reference === receipt.reference);
      if (!recorded)
        throw new Error(`receipt ${receipt.reference} of ${region} is missing from the log after it was recorded`);
      return recorded;
    });
  }

  /** Receipts of a region, in recording order. */
  async list(region: string): Promise<readonly ReceiptOnRecord[]> {
    const receipts: ReceiptOnRecord[] = [];
    for await (const recorded of this.log.read(`${region}.${receiptDecider.category}-${region}`)) {
      const event = decode(recorded);
      if (event.type !== 'finance.receipt-recorded.v1') continue;
      receipts.push({ ...event.data, recordedAt: recorded.recordedAt, position: recorded.position });
    }
    return receipts;
  }

  /** An unknown code would keep a balance for ever. */
  private async mustBeMunicipality(region: string, code: string): Promise<void> {
    if (isMunicipality(code, await this.contracts.region(region))) return;
    throw new ReceiptRefused('unknown-municipality', `${code} is not a municipality (CBS code): correct the code`);
  }
}
