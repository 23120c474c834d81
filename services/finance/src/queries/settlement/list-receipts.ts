import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { always } from '@regieboek/access';
import { isAllowed } from '@regieboek/platform';
import { Books } from '../../books/index.js';
import type { ReceiptOnRecord } from '../../settlement/index.js';

/** Receipts from municipalities, in recording order, as far as the caller may see them. */
export class ListReceipts extends Query<readonly ReceiptOnRecord[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListReceipts. */
@QueryHandler(ListReceipts)
export class ListReceiptsHandler implements IQueryHandler<ListReceipts> {
  constructor(@Inject(Books) private readonly books: Books) {}

  async execute({ region }: ListReceipts): Promise<readonly ReceiptOnRecord[]> {
    return (await this.books.receiptsOnRecord(region)).filter(({ municipality }) =>
      isAllowed('see-receipts', { region, municipalities: always(municipality) }),
    );
  }
}
