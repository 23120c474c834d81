export { given } from './given.js';
export { sized } from './sized.js';
