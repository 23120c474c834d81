import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FOUR_EYES } from '../../tokens.js';
import type { Approval } from '../approval.js';
import type { FourEyes } from '../four-eyes.js';

/** Confirms a request as the second person, which carries it out. */
export class ConfirmApproval extends Command<Approval> {
  constructor(
    readonly region: string,
    readonly id: string,
  ) {
    super();
  }
}

/** Handles ConfirmApproval. */
@CommandHandler(ConfirmApproval)
export class ConfirmApprovalHandler implements ICommandHandler<ConfirmApproval> {
  constructor(@Inject(FOUR_EYES) private readonly fourEyes: FourEyes) {}

  execute({ region, id }: ConfirmApproval): Promise<Approval> {
    return this.fourEyes.confirm(region, id);
  }
}

/** Declines a request as the second person. */
export class DeclineApproval extends Command<Approval> {
  constructor(
    readonly region: string,
    readonly id: string,
  ) {
    super();
  }
}

/** Handles DeclineApproval. */
@CommandHandler(DeclineApproval)
export class DeclineApprovalHandler implements ICommandHandler<DeclineApproval> {
  constructor(@Inject(FOUR_EYES) private readonly fourEyes: FourEyes) {}

  execute({ region, id }: DeclineApproval): Promise<Approval> {
    return this.fourEyes.decline(region, id);
  }
}
