/** The same, two servers beside each other, and one that is killed while it decides: `npm run test:long`. */
import './process.spec.js';
