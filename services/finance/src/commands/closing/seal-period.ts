import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ApprovalAsked } from '@regieboek/platform';
import { SealsOfTwo, type PeriodState, type SealRequest } from '../../closing/index.js';
import type { InMonth, Watch } from '../../runs/index.js';

/**
 * Seals a period over everything known now; a sealed period does not change. With waivers, and where four eyes are required, it
 * requests the confirmation of a second person instead.
 */
export class SealPeriod extends Command<PeriodState | ApprovalAsked> {
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
  constructor(@Inject(SealsOfTwo) private readonly seals: SealsOfTwo) {}

  execute({ month, request, watch }: SealPeriod): Promise<PeriodState | ApprovalAsked> {
    return this.seals.seal(month, request, watch);
  }
}
