/** Injection tokens of this service. */
export const CONTRACTS = Symbol('FinanceContracts');
export const MESSAGES = Symbol('FinanceMessages');
export const SOURCE = Symbol('FinanceSource');
/** Folder below which segments of the journal are kept: `<folder>/journal/<region>`. */
export const DATA_DIR = Symbol('FinanceDataDir');
/** `Replays`: source of every run, difference, seal and proof. */
export const REPLAYS = Symbol('FinanceReplays');
/** `RuleSets`: the versions of the rules that months are billed by. */
export const RULE_SETS = Symbol('FinanceRuleSets');
