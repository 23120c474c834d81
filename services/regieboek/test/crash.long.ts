/** The same crashes, at every append: `npm run test:long`. */
import './crash.spec.js';
