import { financeReadModels } from './read-model/index.js';

/** Read models of finance that are made of the events of others. */
export const financeFeedProjections = financeReadModels.filter(({ contexts }) =>
  contexts.some((one) => one !== 'finance'),
);
