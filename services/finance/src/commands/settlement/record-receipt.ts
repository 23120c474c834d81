import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Receipt } from '@regieboek/events';
import { Receipts, type ReceiptOnRecord } from '../../settlement/index.js';

/** Records a receipt of a municipality, once under its reference. */
export class RecordReceipt extends Command<ReceiptOnRecord> {
  constructor(
    readonly region: string,
    readonly receipt: Receipt,
  ) {
    super();
  }
}

/** Handles RecordReceipt. */
@CommandHandler(RecordReceipt)
export class RecordReceiptHandler implements ICommandHandler<RecordReceipt> {
  constructor(@Inject(Receipts) private readonly receipts: Receipts) {}

  execute({ region, receipt }: RecordReceipt): Promise<ReceiptOnRecord> {
    return this.receipts.record(region, receipt);
  }
}
