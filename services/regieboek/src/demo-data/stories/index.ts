import type { Random } from '../random.js';
import * as addresses from './addresses.js';
import { ambulatory, supervised, trajectory, twoKindsOfHelp } from './at-home.js';
import * as away from './away-from-home.js';
import * as closed from './closed-care.js';
import * as group from './group-care.js';
import * as moves from './moves.js';
import type { Story } from './story.js';

/** A story with its share among the youths, in thousandths. */
interface Told {
  readonly story: Story;
  readonly weight: number;
}

const common: readonly Told[] = [
  { story: ambulatory, weight: 480 },
  { story: twoKindsOfHelp, weight: 200 },
  { story: trajectory, weight: 60 },
  { story: supervised, weight: 70 },
  { story: away.fosterCare, weight: 45 },
  { story: away.familyHome, weight: 12 },
  { story: away.residentialGroup, weight: 14 },
  { story: away.supportedGroup, weight: 12 },
  { story: away.mentalCareStay, weight: 5 },
  { story: away.crisisBed, weight: 12 },
];

/** Situations that need attention, in the order in which a small region gets them. */
const special: readonly Told[] = [
  { story: moves.movedDuringHelp, weight: 60 },
  { story: group.budget, weight: 25 },
  { story: closed.closedCare, weight: 4 },
  { story: moves.handedOver, weight: 25 },
  { story: group.smallHome, weight: 0 },
  { story: group.smallHome, weight: 0 },
  { story: group.smallHome, weight: 0 },
  { story: closed.chainToSmallHome, weight: 0 },
  { story: group.fifthPlace, weight: 0 },
  { story: addresses.guardianship, weight: 6 },
  { story: group.absences, weight: 6 },
  { story: closed.chain, weight: 3 },
  { story: moves.movedUnnoticed, weight: 12 },
  { story: group.removedAssignment, weight: 6 },
  { story: closed.thuisBestOverrun, weight: 1 },
  { story: closed.thuisBest, weight: 2 },
  { story: closed.authorisationRanOut, weight: 1 },
  { story: closed.authorisationMissing, weight: 1 },
  { story: moves.payerElsewhere, weight: 30 },
  { story: group.interrupted, weight: 4 },
  { story: moves.movedBeforeStay, weight: 6 },
  { story: group.budget, weight: 15 },
  { story: group.doubleNight, weight: 1 },
  { story: moves.begunBeforeMerger, weight: 2 },
  { story: moves.fromSplitMunicipality, weight: 1 },
  { story: addresses.correspondenceAddress, weight: 2 },
  { story: addresses.secretAddress, weight: 5 },
  { story: addresses.fromAbroad, weight: 2 },
  { story: addresses.nobodyKnows, weight: 1 },
  { story: addresses.afterDetention, weight: 2 },
  { story: addresses.respite, weight: 12 },
  { story: addresses.addressInDoubt, weight: 3 },
  { story: moves.addressWithdrawn, weight: 4 },
  { story: moves.disputed, weight: 1 },
  { story: closed.fromOtherRegion, weight: 3 },
  { story: closed.chainFoundLate, weight: 3 },
  { story: closed.conditionalAuthorisation, weight: 1 },
  { story: group.admission, weight: 3 },
  { story: group.familyElsewhere, weight: 2 },
];

const all: readonly Told[] = [...common, ...special];

/** Every story once. @internal */
export const stories: readonly Story[] = [...new Set(all.map(({ story }) => story))];

/**
 * Story of the youth with this number in its region. Of the first youths every second one gets a special story, so that
 * a small region shows each of them; of those after them about 10% have a stay, as in the national figures (A3). With
 * some hundred youths in four regions about 40% therefore stay away from home, more than in a real region.
 */
export function storyOf(serial: number, random: Random): Story {
  const own = serial % 2 === 0 ? special[serial / 2 - 1] : undefined;
  return own ? own.story : random.weighted(all, ({ weight }) => weight).story;
}
