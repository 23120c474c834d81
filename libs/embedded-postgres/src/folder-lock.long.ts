/** The same promises, tried more often: `npm run test:long`. */
import './folder-lock.spec.js';
