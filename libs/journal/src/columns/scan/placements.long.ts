/** The scanner of placements on more texts: `npm run test:long`. */
import './placements.spec.js';
