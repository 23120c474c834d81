/** More random cases of the same properties: `npm run test:long`. */
import './payments.spec.js';
