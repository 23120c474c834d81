/** Every case: `npm run test:long`. */
import './billing-cases.spec.js';
