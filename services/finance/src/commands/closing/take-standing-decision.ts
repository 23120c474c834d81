import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ApprovalAsked } from '@regieboek/platform';
import { StandingOfTwo, type StandingDecisionOnRecord, type StandingRequest } from '../../standing/index.js';

/**
 * Waives a reason for which lines of a youth are open, for a range of months. Where four eyes are required, it requests the
 * confirmation of a second person instead.
 */
export class TakeStandingDecision extends Command<StandingDecisionOnRecord | ApprovalAsked> {
  constructor(
    readonly region: string,
    readonly request: StandingRequest,
  ) {
    super();
  }
}

/** Handles TakeStandingDecision. */
@CommandHandler(TakeStandingDecision)
export class TakeStandingDecisionHandler implements ICommandHandler<TakeStandingDecision> {
  constructor(@Inject(StandingOfTwo) private readonly decisions: StandingOfTwo) {}

  execute({ region, request }: TakeStandingDecision): Promise<StandingDecisionOnRecord | ApprovalAsked> {
    return this.decisions.take(region, request);
  }
}
