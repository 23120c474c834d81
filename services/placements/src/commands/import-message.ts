import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IntakeResult } from '@regieboek/intake';
import type { ContractsSnapshot } from '@regieboek/platform';
import { MessageIntake } from '../import/message-intake.js';

/** Imports an assignment, start or stop (JW301, JW305, JW307) as received, and answers it once. */
export class ImportMessage extends Command<IntakeResult> {
  constructor(
    readonly body: Uint8Array,
    readonly contracts?: ContractsSnapshot,
  ) {
    super();
  }
}

/** Handles ImportMessage. */
@CommandHandler(ImportMessage)
export class ImportMessageHandler implements ICommandHandler<ImportMessage> {
  constructor(@Inject(MessageIntake) private readonly intake: MessageIntake) {}

  execute({ body, contracts }: ImportMessage): Promise<IntakeResult> {
    return this.intake.take(body, contracts);
  }
}
