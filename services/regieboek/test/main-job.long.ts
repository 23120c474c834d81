/** The same, on a larger region elsewhere: `npm run test:long`. */
import './main-job.spec.js';
