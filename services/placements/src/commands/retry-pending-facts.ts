import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Resumed } from '@regieboek/platform';
import { FactsIntake } from '../import/facts-intake.js';

/** Retries files of residence facts that were received and neither recorded nor refused. */
export class RetryPendingFacts extends Command<Resumed> {}

/** Handles RetryPendingFacts. */
@CommandHandler(RetryPendingFacts)
export class RetryPendingFactsHandler implements ICommandHandler<RetryPendingFacts> {
  constructor(@Inject(FactsIntake) private readonly intake: FactsIntake) {}

  execute(): Promise<Resumed> {
    return this.intake.resume();
  }
}
