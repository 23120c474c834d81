export { RunComparisons, type Compared } from './run-comparisons.js';
