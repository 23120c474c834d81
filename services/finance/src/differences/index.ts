export { RunComparisons, firstSides, type Compared } from './run-comparisons.js';
