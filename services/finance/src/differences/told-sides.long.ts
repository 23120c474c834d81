/** More random cases of the same properties: `npm run test:long`. */
import './business-day-sides.spec.js';
