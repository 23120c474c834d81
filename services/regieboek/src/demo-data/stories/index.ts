import { ambulatory, supervised, trajectory, twoKindsOfHelp } from './at-home.js';
import {
  crisisBed,
  familyHome,
  fosterCare,
  mentalCareStay,
  residentialGroup,
  supportedGroup,
} from './away-from-home.js';
import type { Story } from './story.js';

/** A story with its share among the youths, in thousandths. */
interface Told {
  readonly story: Story;
  readonly weight: number;
}

const everyday: readonly Told[] = [
  { story: ambulatory, weight: 540 },
  { story: twoKindsOfHelp, weight: 100 },
  { story: trajectory, weight: 60 },
  { story: supervised, weight: 80 },
  { story: fosterCare, weight: 80 },
  { story: familyHome, weight: 30 },
  { story: residentialGroup, weight: 40 },
  { story: supportedGroup, weight: 30 },
  { story: mentalCareStay, weight: 15 },
  { story: crisisBed, weight: 25 },
];

/** Story of the youth with this number in its region. */
export function storyOf(
  _serial: number,
  random: { weighted: <Item>(items: readonly Item[], weightOf: (item: Item) => number) => Item },
): Story {
  return random.weighted(everyday, ({ weight }) => weight).story;
}
