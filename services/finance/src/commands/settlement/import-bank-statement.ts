import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { BankStatements, type BankStatementResult } from '../../bank/index.js';
import type { Terms } from '../../settlement/index.js';

/** Records the receipts of a bank statement (camt.053), each booking once, and lists the rest. */
export class ImportBankStatement extends Command<BankStatementResult> {
  constructor(
    readonly region: string,
    readonly xml: string,
    readonly terms: Terms,
  ) {
    super();
  }
}

/** Handles ImportBankStatement. */
@CommandHandler(ImportBankStatement)
export class ImportBankStatementHandler implements ICommandHandler<ImportBankStatement> {
  constructor(@Inject(BankStatements) private readonly statements: BankStatements) {}

  async execute({ region, xml, terms }: ImportBankStatement): Promise<BankStatementResult> {
    return this.statements.import(region, xml, terms);
  }
}
