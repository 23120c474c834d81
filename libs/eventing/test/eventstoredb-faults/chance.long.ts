/** The same promises, tried more often: `npm run test:long`. */
import './chance.spec.js';
