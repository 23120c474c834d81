/** The same promises, tried more often: `npm run test:long`. */
import './lump-sum-payments.spec.js';
