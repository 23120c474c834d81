import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { RunQuery } from '../../books/index.js';
import type { InMonth, Watch } from '../../runs/index.js';
import { Billing, type BillingSummary } from '../../billing/index.js';

/** Totals, claims and unresolved lines of a month. */
export class GetBillingSummary extends Query<BillingSummary> {
  constructor(
    readonly month: InMonth,
    readonly request: RunQuery = {},
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetBillingSummary. */
@QueryHandler(GetBillingSummary)
export class GetBillingSummaryHandler implements IQueryHandler<GetBillingSummary> {
  constructor(@Inject(Billing) private readonly billing: Billing) {}

  execute({ month, request, watch }: GetBillingSummary): Promise<BillingSummary> {
    return this.billing.summary(month.region, month.period, request, watch);
  }
}
