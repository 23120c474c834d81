import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { SettlementTerms } from '../../domain/settlement/settle.js';
import type { Watch } from '../../runs/index.js';
import { Settlements, type SettlementQuery, type SettlementResult } from '../../settlement/index.js';

/** Settlement of months between municipalities; records nothing. */
export class SettleMonths extends Query<SettlementResult> {
  constructor(
    readonly region: string,
    readonly months: SettlementQuery,
    readonly terms: SettlementTerms,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles SettleMonths. */
@QueryHandler(SettleMonths)
export class SettleMonthsHandler implements IQueryHandler<SettleMonths> {
  constructor(@Inject(Settlements) private readonly settlements: Settlements) {}

  execute({ region, months, terms, watch }: SettleMonths): Promise<SettlementResult> {
    return this.settlements.of(region, months, terms, watch);
  }
}
