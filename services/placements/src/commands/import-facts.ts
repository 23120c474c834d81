import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IntakeResult } from '@regieboek/intake';
import { FactsIntake } from '../import/facts-intake.js';

/** Imports a file of residence facts as received: all rows or none. */
export class ImportFacts extends Command<IntakeResult> {
  constructor(readonly body: Uint8Array) {
    super();
  }
}

/** Handles ImportFacts. */
@CommandHandler(ImportFacts)
export class ImportFactsHandler implements ICommandHandler<ImportFacts> {
  constructor(@Inject(FactsIntake) private readonly intake: FactsIntake) {}

  execute({ body }: ImportFacts): Promise<IntakeResult> {
    return this.intake.take(body);
  }
}
