import { BankStatements } from './bank-statements.js';

/** Statements of the bank, and their receipts. */
export const bankProviders = [BankStatements];
