export { Ledger, type Balances, type PostedMonth } from './ledger.js';
