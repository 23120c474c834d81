import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Resumed } from '@regieboek/platform';
import { DeclarationIntake } from '../../declarations/index.js';

/** Retries declarations that were received and not decided, and those that waited long enough for another one. */
export class RetryPendingDeclarations extends Command<Resumed> {}

/** Handles RetryPendingDeclarations. */
@CommandHandler(RetryPendingDeclarations)
export class RetryPendingDeclarationsHandler implements ICommandHandler<RetryPendingDeclarations> {
  constructor(@Inject(DeclarationIntake) private readonly intake: DeclarationIntake) {}

  execute(): Promise<Resumed> {
    return this.intake.resume();
  }
}
