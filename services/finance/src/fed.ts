import { contractsCopyIn } from '@regieboek/platform';
import { assignmentsProjection } from './read-model/declarations.js';

/** Read models of finance that are made of the events of others. */
export const financeFed = [contractsCopyIn('finance').projection, assignmentsProjection];
