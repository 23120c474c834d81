/** Every hostile body: `npm run test:long`. */
import './hostile-bodies.spec.js';
