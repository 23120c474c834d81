/** More random cases of the same properties: `npm run test:long`. */
import './import-order.spec.js';
