/** The same properties with more runs: `npm run test:long`. */
import './encoded.spec.js';
