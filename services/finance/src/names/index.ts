export { mustBeKnownParties } from './known-parties.js';
export { regionNames, type RegionNames } from './region-names.js';
