/** The same with the largest possible files: `npm run test:long`. */
import './bounds.spec.js';
