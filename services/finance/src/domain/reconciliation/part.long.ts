/** Reconciliation by columns of more random regions: `npm run test:long`. */
import './part.spec.js';
