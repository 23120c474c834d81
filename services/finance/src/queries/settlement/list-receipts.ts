import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Books } from '../../books/index.js';
import type { ReceiptOnRecord } from '../../settlement/index.js';

/** Receipts from municipalities, in recording order. */
export class ListReceipts extends Query<readonly ReceiptOnRecord[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListReceipts. */
@QueryHandler(ListReceipts)
export class ListReceiptsHandler implements IQueryHandler<ListReceipts> {
  constructor(@Inject(Books) private readonly books: Books) {}

  execute({ region }: ListReceipts): Promise<readonly ReceiptOnRecord[]> {
    return this.books.receiptsOnRecord(region);
  }
}
