/** The log in memory with large logs too: `npm run test:long`. */
import './memory-event-log.spec.js';
