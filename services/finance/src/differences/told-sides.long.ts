/** The same promises, tried more often: `npm run test:long`. */
import './told-sides.spec.js';
