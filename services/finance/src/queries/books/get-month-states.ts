import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { MonthStates, type StatedMonth } from '../../closing/index.js';
import { monthsAsked, type MonthRange } from '../../domain/runs/month-range.js';

/** States of consecutive months of a region: sealed, open, without declarations, not over, or in the future. */
export class GetMonthStates extends Query<StatedMonth[]> {
  constructor(
    readonly region: string,
    readonly range: MonthRange,
  ) {
    super();
  }
}

/** Handles GetMonthStates. */
@QueryHandler(GetMonthStates)
export class GetMonthStatesHandler implements IQueryHandler<GetMonthStates> {
  constructor(@Inject(MonthStates) private readonly states: MonthStates) {}

  async execute({ region, range }: GetMonthStates): Promise<StatedMonth[]> {
    return this.states.of(region, monthsAsked(range));
  }
}
