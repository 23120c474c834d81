export { given } from './given.js';
export { inLongRuns, sized } from './sized.js';
