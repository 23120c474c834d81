import { offerOf } from '../region/setting.js';
import { askFor, bornAt } from './at-home.js';
import type { Story } from './story.js';

/** Product of a stay with its shortest and longest duration in days. */
type Kind = readonly [code: string, least: number, most: number];

/** Forms without agreed places. */
const withoutPlaces: readonly Kind[] = [
  ['44A08', 100, 500],
  ['43A37', 30, 150],
];

/** All forms, the commonest more than once. */
const kinds: readonly Kind[] = [
  ...withoutPlaces,
  ['43A07', 60, 330],
  ['43A07', 60, 330],
  ['44A28', 60, 330],
  ['43A12', 20, 300],
  ['43A12', 20, 300],
  ['46A03', 10, 40],
];

/** Days from the end of the stay up to the first month declared, so that nothing of it is declared any more. */
const BEFORE_MONTHS_DAYS = 40;

/**
 * A stay that ended in the two and a half years before the months declared: history for durations and forecasts. Before the
 * contracts no places were agreed, so only forms without places occur then.
 */
export const earlierStay: Story = (biography) => {
  const { random, setting } = biography;
  const from = biography.day(-950, -BEFORE_MONTHS_DAYS - 150);
  const hasPlaces = from >= offerOf(setting, '43A07').provider.from;
  const [code, least, most] = random.pick(hasPlaces ? kinds : withoutPlaces);
  const to = Math.min(from + random.int(least, most), setting.window.from - BEFORE_MONTHS_DAYS);
  biography.birth = from - 365 * random.int(6, 15) - random.int(0, 300);
  askFor(biography, { from, to });
  bornAt(biography);
  if (code === '43A12') biography.authorise('machtiging', { from, to });
  biography.care(code, { from, to }, { assigned: { from, to }, startSent: true });
};
