/** A ledger without room, with few files and on a disk that may only be read: `npm run test:long`. */
import './starved.spec.js';
