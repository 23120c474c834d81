export { type RunQuery, type KnownAt, Books } from './books.js';
