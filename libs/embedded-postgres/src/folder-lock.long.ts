/** More random cases of the same properties: `npm run test:long`. */
import './folder-lock.spec.js';
