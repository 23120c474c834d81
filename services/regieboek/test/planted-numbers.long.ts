/** Every form of a number in every place: `npm run test:long`. */
import './planted-numbers.spec.js';
