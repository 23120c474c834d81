/** Injection tokens of what this service makes for itself. */
export const CONTRACTS = Symbol('FinanceContracts');
export const MESSAGES = Symbol('FinanceMessages');
export const SOURCE = Symbol('FinanceSource');
