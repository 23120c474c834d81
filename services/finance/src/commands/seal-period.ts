import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Closing, type PeriodState, type SealRequest } from '../closing/index.js';
import type { InMonth, Watch } from '../runs/index.js';

/** Seals a period over everything known now; sealed before, nothing changes. */
export class SealPeriod extends Command<PeriodState> {
  constructor(
    readonly month: InMonth,
    readonly request: SealRequest,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles SealPeriod. */
@CommandHandler(SealPeriod)
export class SealPeriodHandler implements ICommandHandler<SealPeriod> {
  constructor(@Inject(Closing) private readonly closing: Closing) {}

  execute({ month, request, watch }: SealPeriod): Promise<PeriodState> {
    return this.closing.seal(month, request, watch);
  }
}
