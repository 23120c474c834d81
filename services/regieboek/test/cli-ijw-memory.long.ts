/** Every command on the largest declaration: `npm run test:long`. */
import './cli-ijw-memory.spec.js';
