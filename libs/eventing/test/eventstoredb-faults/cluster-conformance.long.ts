/** The same promises, tried more often: `npm run test:long`. */
import './cluster-conformance.spec.js';
