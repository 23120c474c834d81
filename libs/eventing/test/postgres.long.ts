/** The adapter of PostgreSQL with large logs and processes that share a region: `npm run test:long`. */
import './postgres.spec.js';
