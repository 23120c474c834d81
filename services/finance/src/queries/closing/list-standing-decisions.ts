import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { seeRows } from '@regieboek/platform';
import { StandingDecisions, type StandingDecisionOnRecord } from '../../standing/index.js';

/** Standing decisions of a region, withdrawn ones included, in the order in which they were taken. */
export class ListStandingDecisions extends Query<StandingDecisionOnRecord[]> {
  constructor(readonly region: string) {
    super();
  }
}

/** Handles ListStandingDecisions. */
@QueryHandler(ListStandingDecisions)
export class ListStandingDecisionsHandler implements IQueryHandler<ListStandingDecisions> {
  constructor(@Inject(StandingDecisions) private readonly decisions: StandingDecisions) {}

  /** A decision names no place of the youth, so it is shown whatever the address is. */
  async execute({ region }: ListStandingDecisions): Promise<StandingDecisionOnRecord[]> {
    const decisions = [...(await this.decisions.list(region))];
    seeRows(region, decisions);
    return decisions;
  }
}
