/** The same promises, tried more often: `npm run test:long`. */
import './answered-once.spec.js';
