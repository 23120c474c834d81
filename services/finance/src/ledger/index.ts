export { Ledger, type Balances, type PostedMonth } from './ledger.js';
export { readAccounts, type RegionAccounts } from './accounts-file.js';
