export { causeName, eventsInDutch } from './cause-in-words.js';
export { RunComparisons, type Compared } from './run-comparisons.js';
