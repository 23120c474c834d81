/** A rotation of the vault key that is killed at more points: `npm run test:long`. */
import './keys.spec.js';
