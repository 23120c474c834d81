/** More random cases of the same properties: `npm run test:long`. */
import './index-record.spec.js';
