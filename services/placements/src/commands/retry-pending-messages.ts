import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Resumed } from '@regieboek/platform';
import { MessageIntake } from '../import/message-intake.js';

/** Retries messages that were received and neither answered nor refused. */
export class RetryPendingMessages extends Command<Resumed> {}

/** Handles RetryPendingMessages. */
@CommandHandler(RetryPendingMessages)
export class RetryPendingMessagesHandler implements ICommandHandler<RetryPendingMessages> {
  constructor(@Inject(MessageIntake) private readonly intake: MessageIntake) {}

  execute(): Promise<Resumed> {
    return this.intake.resume();
  }
}
