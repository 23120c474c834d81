/** The same promises, tried more often: `npm run test:long`. */
import './business-day-sides.spec.js';
