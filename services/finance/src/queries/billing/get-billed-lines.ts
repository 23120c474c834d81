import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { seeRows } from '@regieboek/platform';
import type { RunQuery } from '../../books/index.js';
import type { InMonth, Watch } from '../../runs/index.js';
import { Billing, type Ran } from '../../billing/index.js';

/** Billed lines of a month with the inputs of the run. */
export class GetBilledLines extends Query<Ran> {
  constructor(
    readonly month: InMonth,
    readonly request: RunQuery = {},
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetBilledLines. */
@QueryHandler(GetBilledLines)
export class GetBilledLinesHandler implements IQueryHandler<GetBilledLines> {
  constructor(@Inject(Billing) private readonly billing: Billing) {}

  async execute({ month, request, watch }: GetBilledLines): Promise<Ran> {
    const ran = await this.billing.run(month.region, month.period, request, watch);
    seeRows(month.region, ran.run.lines);
    return ran;
  }
}
