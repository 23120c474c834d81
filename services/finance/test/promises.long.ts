/** The promises of billing on more random regions: `npm run test:long`. */
import './promises.spec.js';
