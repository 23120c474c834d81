import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { always } from '@regieboek/access';
import type { Interval } from '@regieboek/kernel';
import { isAllowed, type ContractsCopy } from '@regieboek/platform';
import { occupancy, type Occupancy } from '../domain/occupancy.js';
import { CareQueries } from '../read-model/care/queries.js';
import { CONTRACTS } from '../tokens.js';
import { definitionOf } from './definition-of.js';

/** Occupancy per night against the places agreed, as far as the caller may see it. */
export class GetOccupancy extends Query<Occupancy[]> {
  constructor(
    readonly region: string,
    readonly window: Interval,
  ) {
    super();
  }
}

/** Handles GetOccupancy. */
@QueryHandler(GetOccupancy)
export class GetOccupancyHandler implements IQueryHandler<GetOccupancy> {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(CareQueries) private readonly care: CareQueries,
  ) {}

  async execute({ region, window }: GetOccupancy): Promise<Occupancy[]> {
    await definitionOf(this.contracts, region);
    const groups = occupancy(await this.care.youths(region), await this.care.contracts(region), window);
    return groups.filter(({ provider }) => isAllowed('see-occupancy', { region, providers: always(provider) }));
  }
}
