export { type Terms, readTerms, termsSchema } from './terms.js';
export type { ReceiptOnRecord } from '../domain/settlement/receipt-on-record.js';
export { Receipts } from './receipts.js';
export { Settlements, type SettlementQuery, type SettlementResult } from './settlements.js';
export { IssuedSettlements, type IssueRequest, type SettlementOnRecord } from './issued-settlements.js';
