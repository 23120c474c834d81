import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { toDay } from '@regieboek/kernel';
import { TODAY, type ContractsCopy, type Today } from '@regieboek/platform';
import { chainsOf, stayStatistics, type StayStatistics } from '../domain/stay-statistics.js';
import { CareQueries } from '../read-model/care/queries.js';
import { CONTRACTS } from '../tokens.js';
import { definitionOf } from './definition-of.js';

/** Durations of chains of stays that were running in a year, as far as today. */
export class GetStayDurations extends Query<StayStatistics> {
  constructor(
    readonly region: string,
    readonly year: number,
  ) {
    super();
  }
}

/** Handles GetStayDurations. */
@QueryHandler(GetStayDurations)
export class GetStayDurationsHandler implements IQueryHandler<GetStayDurations> {
  constructor(
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(CareQueries) private readonly care: CareQueries,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  async execute({ region, year }: GetStayDurations): Promise<StayStatistics> {
    const { parameters } = await definitionOf(this.contracts, region);
    const chains = chainsOf(await this.care.youths(region), parameters.gapToleranceDays);
    return stayStatistics(chains, year, toDay(this.today()));
  }
}
