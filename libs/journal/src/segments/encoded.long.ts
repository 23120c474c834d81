/** The same promises, tried more often: `npm run test:long`. */
import './encoded.spec.js';
