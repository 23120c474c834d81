/** More random damage of segments: `npm run test:long`. */
import './damage.spec.js';
