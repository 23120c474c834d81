/** The same promises, tried more often: `npm run test:long`. */
import './cluster.spec.js';
