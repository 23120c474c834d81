import { canReach } from '@regieboek/platform';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { BillingRuns, type StartedRange, type StartedRun } from '../../billing/index.js';

/** Cancels a billing run that is not finished; undefined when it does not exist. */
export class CancelBillingRun extends Command<StartedRun | StartedRange | undefined> {
  constructor(readonly id: string) {
    super();
  }
}

/** Handles CancelBillingRun. */
@CommandHandler(CancelBillingRun)
export class CancelBillingRunHandler implements ICommandHandler<CancelBillingRun> {
  constructor(@Inject(BillingRuns) private readonly runs: BillingRuns) {}

  async execute({ id }: CancelBillingRun): Promise<StartedRun | StartedRange | undefined> {
    const found = this.runs.find(id);
    return found && canReach(found.region) ? this.runs.cancel(id) : undefined;
  }
}
