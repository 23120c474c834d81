import type { RegionHistory } from '@regieboek/journal';
import { careSpansOf, type CareOfYouth } from '../src/domain/care-of-youths.js';
import { chainsOf, type Chain } from '../src/domain/stay-statistics.js';

/** Care of all youths of a replayed region, in the order in which the youths became known. */
export const careIn = ({ youths, contracts }: RegionHistory): CareOfYouth[] =>
  [...youths.values()].map((youth) => ({ youth: youth.youth, care: careSpansOf(youth, contracts) }));

/** All chains of stays of a replayed region, in order of first day. */
export const stayChains = (history: RegionHistory): Chain[] =>
  chainsOf(careIn(history), history.definition?.parameters.gapToleranceDays ?? 0);
