import { contractsCopyIn } from '@regieboek/platform';
import { standingLinesProjection } from './read-model/standing-lines.js';

/** Read models of placements that are made of the events of others. */
export const placementsFed = [contractsCopyIn('placements').projection, standingLinesProjection];
