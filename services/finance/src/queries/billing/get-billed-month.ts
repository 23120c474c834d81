import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { SecretAddresses, seeRows } from '@regieboek/platform';
import { hiddenLine, hiddenStatement } from '../hidden-rows.js';
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
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(SecretAddresses) private readonly addresses: SecretAddresses,
  ) {}

  async execute({ month }: GetBilledMonth): Promise<MonthBilled> {
    const billed = await this.billing.month(month.region, month.period);
    const { region } = month;
    const unresolved = await this.addresses.shown(region, billed.summary.unresolved, hiddenLine);
    seeRows(region, unresolved);
    const statements = await Promise.all(billed.statements.map((one) => hiddenStatement(this.addresses, region, one)));
    return { ...billed, statements, summary: { ...billed.summary, unresolved } };
  }
}
