/** The same bills in SQL, over more regions: `npm run test:long`. */
import './billing-in-sql.spec.js';
