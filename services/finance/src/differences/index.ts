export { causeName, eventsInDutch } from './cause-in-words.js';
export { RunComparisons, firstSides, type Compared } from './run-comparisons.js';
