import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { RunQuery } from '../../books/index.js';
import { type BilledRange, type RegionMonths, Billing } from '../../billing/index.js';
import type { Watch } from '../../runs/index.js';

/** Figures of consecutive months, all known at one position. */
export class GetBillingRange extends Query<BilledRange> {
  constructor(
    readonly range: RegionMonths,
    readonly request: RunQuery = {},
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetBillingRange. */
@QueryHandler(GetBillingRange)
export class GetBillingRangeHandler implements IQueryHandler<GetBillingRange> {
  constructor(@Inject(Billing) private readonly billing: Billing) {}

  execute({ range, request, watch }: GetBillingRange): Promise<BilledRange> {
    return this.billing.range(range, request, watch);
  }
}
