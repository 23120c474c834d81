/** Journals of more random regions: `npm run test:long`. */
import './journal.spec.js';
