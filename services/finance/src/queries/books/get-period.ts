import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Closing, type PeriodState } from '../../closing/index.js';
import type { InMonth } from '../../runs/index.js';

/** A period: open, or sealed. */
export class GetPeriod extends Query<PeriodState> {
  constructor(readonly month: InMonth) {
    super();
  }
}

/** Handles GetPeriod. */
@QueryHandler(GetPeriod)
export class GetPeriodHandler implements IQueryHandler<GetPeriod> {
  constructor(@Inject(Closing) private readonly closing: Closing) {}

  execute({ month }: GetPeriod): Promise<PeriodState> {
    return this.closing.period(month);
  }
}
