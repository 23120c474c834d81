import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Books } from '../../books/index.js';
import type { OrderedBatch } from '../../payments/index.js';

/** Batches of payments of a region, in order of ordering. */
export class ListPaymentBatches extends Query<readonly OrderedBatch[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListPaymentBatches. */
@QueryHandler(ListPaymentBatches)
export class ListPaymentBatchesHandler implements IQueryHandler<ListPaymentBatches> {
  constructor(@Inject(Books) private readonly books: Books) {}

  execute({ region }: ListPaymentBatches): Promise<readonly OrderedBatch[]> {
    return this.books.batches(region);
  }
}
