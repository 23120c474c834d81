/** More random cases of the same properties: `npm run test:long`. */
import './lump-sum-payments.spec.js';
