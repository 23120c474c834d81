import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { IssuedSettlements, type SettlementOnRecord } from '../../settlement/index.js';

/** Settlements that were issued to municipalities, in order of issue. */
export class ListSettlements extends Query<readonly SettlementOnRecord[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListSettlements. */
@QueryHandler(ListSettlements)
export class ListSettlementsHandler implements IQueryHandler<ListSettlements> {
  constructor(@Inject(IssuedSettlements) private readonly settlements: IssuedSettlements) {}

  execute({ region }: ListSettlements): Promise<readonly SettlementOnRecord[]> {
    return this.settlements.list(region);
  }
}
