import { placementsReadModels } from './read-model/index.js';

/** Read models of placements that use events of other contexts: all of them. */
export const placementsFeedProjections = placementsReadModels;
