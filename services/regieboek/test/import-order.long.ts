/** The same promises, tried more often: `npm run test:long`. */
import './import-order.spec.js';
