import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { InMonth } from '../../runs/index.js';
import { Billing, type MonthBilled } from '../../billing/index.js';

/** Summary and statements of a month, from one run. */
export class GetBilledMonth extends Query<MonthBilled> {
  constructor(readonly month: InMonth) {
    super();
  }
}

/** Handles GetBilledMonth. */
@QueryHandler(GetBilledMonth)
export class GetBilledMonthHandler implements IQueryHandler<GetBilledMonth> {
  constructor(@Inject(Billing) private readonly billing: Billing) {}

  execute({ month }: GetBilledMonth): Promise<MonthBilled> {
    return this.billing.month(month.region, month.period);
  }
}
