import { financeReadModels } from './read-model/index.js';

/** Read models of finance that feeds of other services fill. */
export const financeFeedProjections = financeReadModels.filter(
  ({ contexts, followsLog }) => !followsLog && contexts.some((one) => one !== 'finance'),
);
