/** Journals of more odd values: `npm run test:long`. */
import './odd-values.spec.js';
