/** Corrections between more random histories: `npm run test:long`. */
import './corrections.spec.js';
