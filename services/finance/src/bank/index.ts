export { BankStatements, type BankStatementResult } from './bank-statements.js';
