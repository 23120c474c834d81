/** The same promises, tried more often: `npm run test:long`. */
import './touched-youths.spec.js';
