/** The same properties with more runs: `npm run test:long`. */
import './stopping.spec.js';
