import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { seeRows } from '@regieboek/platform';
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

  async execute({ month }: GetBilledMonth): Promise<MonthBilled> {
    const billed = await this.billing.month(month.region, month.period);
    for (const { lines, corrections } of billed.statements) {
      seeRows(month.region, lines);
      seeRows(month.region, corrections);
    }
    seeRows(month.region, billed.summary.unresolved);
    return billed;
  }
}
