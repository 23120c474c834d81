import { Inject, Injectable } from '@nestjs/common';
import { eventId, type EventLog } from '@regieboek/eventing';
import { decode, type Receipt } from '@regieboek/events';
import { EVENT_LOG, handle, TODAY, Turns, type ContractsCopy, type Today } from '@regieboek/platform';
import { receiptDecider } from '../domain/receipt.js';
import { CONTRACTS } from '../tokens.js';
import { isMunicipality } from './municipality-codes.js';

/** A receipt as it was recorded, and when that was (ISO 8601, UTC). */
export interface ReceiptOnRecord extends Receipt {
  readonly recordedAt: string;
  readonly position: number;
}

/** A receipt was refused: a code for machines, and a sentence with the remedy. */
export class ReceiptRefused extends Error {
  override readonly name = 'ReceiptRefused';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Records what municipalities paid to the organisation, each booking once, and gives what was recorded. */
@Injectable()
export class Receipts {
  private readonly turns = new Turns(4);

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly contracts: Pick<ContractsCopy, 'region'>,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Records a receipt and gives it as it is on record; recorded before with the same content, that is given. Throws ReceiptRefused. */
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
        throw new Error(`receipt ${receipt.reference} of ${region} is not in the log after it was recorded`);
      return recorded;
    });
  }

  /** Receipts of a region, in the order in which they were recorded. */
  async list(region: string): Promise<readonly ReceiptOnRecord[]> {
    const receipts: ReceiptOnRecord[] = [];
    for await (const recorded of this.log.read(`${region}.${receiptDecider.category}-${region}`)) {
      const event = decode(recorded);
      if (event.type !== 'finance.receipt-recorded.v1') continue;
      receipts.push({ ...event.data, recordedAt: recorded.recordedAt, position: recorded.position });
    }
    return receipts;
  }

  /** A code that nobody has would be owed for ever. */
  private async mustBeMunicipality(region: string, code: string): Promise<void> {
    if (isMunicipality(code, await this.contracts.region(region))) return;
    throw new ReceiptRefused('unknown-municipality', `${code} is no municipality (CBS code): correct the code`);
  }
}
