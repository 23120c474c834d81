/** More random cases of the same properties: `npm run test:long`. */
import './differing.spec.js';
