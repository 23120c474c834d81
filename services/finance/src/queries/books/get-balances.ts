import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { KnownAt } from '../../books/index.js';
import { Ledger, type Balances } from '../../ledger/index.js';
import type { Watch } from '../../runs/index.js';

/** Balances of all accounts over all months. */
export class GetBalances extends Query<Balances> {
  constructor(
    readonly region: string,
    readonly knownAt: KnownAt | undefined = undefined,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles GetBalances. */
@QueryHandler(GetBalances)
export class GetBalancesHandler implements IQueryHandler<GetBalances> {
  constructor(@Inject(Ledger) private readonly ledger: Ledger) {}

  execute({ region, knownAt, watch }: GetBalances): Promise<Balances> {
    return this.ledger.balances(region, knownAt, watch);
  }
}
