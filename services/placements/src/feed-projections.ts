import { placementsReadModels } from './read-model/index.js';

/** Read models of placements that feeds of other services fill. */
export const placementsFeedProjections = placementsReadModels.filter(
  ({ contexts, followsLog }) => !followsLog && contexts.some((one) => one !== 'placements'),
);
