/** Compares the engine with the decision table on more random histories: `npm run test:long`. */
import './engine-against-oracle.spec.js';
