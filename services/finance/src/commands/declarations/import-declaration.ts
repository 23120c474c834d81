import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContractsSnapshot } from '@regieboek/platform';
import { DeclarationIntake, type DeclarationResult } from '../../declarations/index.js';

/**
 * Imports a declaration (JW323) as received: keeps it, checks it and decides every line. A batch of files is judged by one
 * snapshot of the contracts.
 */
export class ImportDeclaration extends Command<DeclarationResult> {
  constructor(
    readonly body: Uint8Array,
    readonly contracts?: ContractsSnapshot,
  ) {
    super();
  }
}

/** Handles ImportDeclaration. */
@CommandHandler(ImportDeclaration)
export class ImportDeclarationHandler implements ICommandHandler<ImportDeclaration> {
  constructor(@Inject(DeclarationIntake) private readonly intake: DeclarationIntake) {}

  execute({ body, contracts }: ImportDeclaration): Promise<DeclarationResult> {
    return this.intake.take(body, contracts);
  }
}
