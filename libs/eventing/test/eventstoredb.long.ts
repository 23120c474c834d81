/** The adapter of EventStoreDB with large logs too: `npm run test:long`. */
import './eventstoredb.spec.js';
