import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Books } from '../../books/index.js';
import type { OrderedBatch } from '../../payments/index.js';

/** A batch of payments; undefined when there is none. */
export class GetPaymentBatch extends Query<OrderedBatch | undefined> {
  constructor(
    readonly region: string,
    readonly id: string,
  ) {
    super();
  }
}

/** Handles GetPaymentBatch. */
@QueryHandler(GetPaymentBatch)
export class GetPaymentBatchHandler implements IQueryHandler<GetPaymentBatch> {
  constructor(@Inject(Books) private readonly books: Books) {}

  async execute({ region, id }: GetPaymentBatch): Promise<OrderedBatch | undefined> {
    return (await this.books.batches(region)).find(({ order }) => order.batch === id);
  }
}
