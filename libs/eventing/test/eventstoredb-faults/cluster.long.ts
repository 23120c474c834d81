/** More random cases of the same properties: `npm run test:long`. */
import './cluster.spec.js';
