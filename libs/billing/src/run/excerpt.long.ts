/** The same laws on more regions: `npm run test:long`. */
import './excerpt.spec.js';
