/** The same, and a demo that starts over: `npm run test:long`. */
import './folders.spec.js';
