/** Balances of more random regions: `npm run test:long`. */
import './ledger.spec.js';
