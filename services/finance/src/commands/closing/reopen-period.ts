import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Closing, type PeriodState, type ReopenRequest } from '../../closing/index.js';
import type { InMonth } from '../../runs/index.js';

/** Reopens the period that was sealed last. */
export class ReopenPeriod extends Command<PeriodState> {
  constructor(
    readonly month: InMonth,
    readonly request: ReopenRequest,
  ) {
    super();
  }
}

/** Handles ReopenPeriod. */
@CommandHandler(ReopenPeriod)
export class ReopenPeriodHandler implements ICommandHandler<ReopenPeriod> {
  constructor(@Inject(Closing) private readonly closing: Closing) {}

  execute({ month, request }: ReopenPeriod): Promise<PeriodState> {
    return this.closing.reopen(month, request);
  }
}
