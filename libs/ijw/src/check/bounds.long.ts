/** The same, as large as a file can be: `npm run test:long`. */
import './bounds.spec.js';
