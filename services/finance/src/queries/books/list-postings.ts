import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownAt } from '../../books/index.js';
import { Ledger, type PostedMonth } from '../../ledger/index.js';
import type { InMonth, Watch } from '../../runs/index.js';

/** Postings of a month. */
export class ListPostings extends Query<PostedMonth> {
  constructor(
    readonly month: InMonth,
    readonly knownAt: KnownAt | undefined = undefined,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles ListPostings. */
@QueryHandler(ListPostings)
export class ListPostingsHandler implements IQueryHandler<ListPostings> {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  execute({ month, knownAt, watch }: ListPostings): Promise<PostedMonth> {
    return this.ledger.postings(month, knownAt, watch);
  }
}
