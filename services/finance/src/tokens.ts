/** Injection tokens of this service. */
export const CONTRACTS = Symbol('FinanceContracts');
export const MESSAGES = Symbol('FinanceMessages');
export const SOURCE = Symbol('FinanceSource');
/** `RuleSets`: the versions of the rules that months are billed by. */
export const RULE_SETS = Symbol('FinanceRuleSets');
