/** The same properties with more runs: `npm run test:long`. */
import './touched-youths.spec.js';
