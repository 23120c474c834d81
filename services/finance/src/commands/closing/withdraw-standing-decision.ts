import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { StandingDecisions, type StandingDecisionOnRecord, type StandingWithdrawal } from '../../standing/index.js';

/** Withdraws a standing decision: later seals do not apply it. Withdrawing it again changes nothing. */
export class WithdrawStandingDecision extends Command<StandingDecisionOnRecord> {
  constructor(
    readonly region: string,
    readonly request: StandingWithdrawal,
  ) {
    super();
  }
}

/** Handles WithdrawStandingDecision. */
@CommandHandler(WithdrawStandingDecision)
export class WithdrawStandingDecisionHandler implements ICommandHandler<WithdrawStandingDecision> {
  constructor(@Inject(StandingDecisions) private readonly decisions: StandingDecisions) {}

  execute({ region, request }: WithdrawStandingDecision): Promise<StandingDecisionOnRecord> {
    return this.decisions.withdraw(region, request);
  }
}
