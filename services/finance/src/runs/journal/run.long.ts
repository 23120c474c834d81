/** Billing runs from the journals of more random regions: `npm run test:long`. */
import './run.spec.js';
