/** The same promises, tried more often: `npm run test:long`. */
import './index-record.spec.js';
