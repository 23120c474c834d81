/** More random cases of the same properties: `npm run test:long`. */
import './answered-once.spec.js';
