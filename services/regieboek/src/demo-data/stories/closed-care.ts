import { addMonths, toDay, type Day, type Interval } from '@regieboek/kernel';
import type { Biography } from '../youths/biography.js';
import { askFor, bornAt, otherMember } from './at-home.js';
import { registeredThere } from './away-from-home.js';
import type { Story } from './story.js';

/** Closed care is for older youths. */
function oldEnough(biography: Biography, on: Day): void {
  biography.birth = on - 365 * biography.random.int(13, 16) - biography.random.int(0, 300);
}

/** Length of a closed stay: 11% under a month, 13% over a year, the rest around half a year (assumption A2). */
function closedStayDays(biography: Biography): number {
  const draw = biography.random.int(0, 99);
  if (draw < 11) return biography.random.int(8, 28);
  if (draw < 24) return biography.random.int(370, 520);
  return biography.random.int(40, 300);
}

function closedStay(biography: Biography): Interval {
  const from = biography.day(-200, 60);
  const stay = { from, to: Math.max(from + closedStayDays(biography), biography.setting.window.from + 20) };
  oldEnough(biography, from);
  askFor(biography, stay);
  bornAt(biography);
  return stay;
}

/** First an urgent authorisation of four weeks, then one for as long as it takes, a year at most (Jeugdwet 6.1.12). */
function authoriseFor(biography: Biography, { from, to }: Interval): void {
  biography.authorise('spoedmachtiging', { from, to: from + 27 });
  for (let start = from + 28; start <= to; start = addMonths(start, 12))
    biography.authorise('machtiging', { from: start, to: Math.min(to, addMonths(start, 12) - 1) });
}

/** JeugdzorgPlus with authorisations for all of it. */
export const closedCare: Story = (biography) => {
  const stay = closedStay(biography);
  authoriseFor(biography, stay);
  biography.care('43A12', stay, { startSent: true });
  registeredThere(biography, stay.from, otherMember(biography));
};

/** JeugdzorgPlus whose authorisation ran out: the days after it are a signal. */
export const authorisationRanOut: Story = (biography) => {
  const stay = closedStay(biography);
  const days = stay.to - stay.from;
  authoriseFor(biography, { from: stay.from, to: stay.from + Math.floor(days / 2) });
  biography.care('43A12', stay, { startSent: true });
};

/** JeugdzorgPlus without a registered authorisation. */
export const authorisationMissing: Story = (biography) => {
  biography.care('43A12', closedStay(biography), { startSent: true });
};

/** Released under conditions, and extended. */
export const conditionalAuthorisation: Story = (biography) => {
  const stay = closedStay(biography);
  const half = addMonths(stay.from, 6);
  biography.authorise('voorwaardelijke-machtiging', { from: stay.from, to: half - 1 });
  biography.authorise('voorwaardelijke-machtiging-verlenging', { from: half, to: addMonths(half, 12) - 1 });
  biography.care('43A12', stay, { startSent: true });
};

/** ThuisBest: a short closed stay tied to intensive help at home; about a third lasts longer than the eight weeks planned. */
const shortStay =
  (least: number, most: number): Story =>
  (biography) => {
    const from = biography.day(-30, 60);
    const stay = { from, to: from + biography.random.int(least, most) };
    oldEnough(biography, from);
    askFor(biography, stay);
    bornAt(biography);
    authoriseFor(biography, stay);
    biography.care('43A38', stay, { startSent: true });
    biography.care('45A56', { from: from + 14, to: stay.to + 120 });
  };

export const thuisBest = shortStay(35, 54);
export const thuisBestOverrun = shortStay(62, 84);

/** From a crisis bed to closed care to a home: one chain over three providers, each arriving on the day of departure. */
function chainFrom(biography: Biography, from: Day, home: string): void {
  const { random } = biography;
  const closed = from + random.int(10, 30);
  const last = closed + random.int(50, 110);
  oldEnough(biography, from);
  askFor(biography, { from, to: last });
  bornAt(biography);
  biography.care('46A03', { from, to: closed }, { startSent: true, endReason: '38' });
  authoriseFor(biography, { from: closed, to: last });
  biography.care('43A12', { from: closed, to: last }, { startSent: true, endReason: '38' });
  biography.register(closed + 6, otherMember(biography));
  biography.care(home, { from: last, to: last + random.int(250, 500) }, { startSent: true });
}

/** A chain that ends in a residential group. */
export const chain: Story = (biography) => chainFrom(biography, biography.day(-150, -20), '44A28');

/** A chain that ends on a place in the small home in Dordrecht, if there is one. */
export const chainToSmallHome: Story = (biography) => {
  const from = biography.day(-170, -145);
  const hasHome = biography.setting.region.id === 'zhz' && from > toDay('2024-11-01');
  chainFrom(biography, from, hasHome ? '44A30' : '44A08');
};

/** The chain began with a stay in another region, on an address there; here that is known by a fact only. */
export const fromOtherRegion: Story = (biography) => {
  const { random } = biography;
  const from = biography.day(-100, 20);
  oldEnough(biography, from);
  askFor(biography, { from, to: from });
  biography.register(biography.birth, otherRegionCode(biography));
  const before = { from: from - random.int(30, 90), to: from };
  biography.fact('care', { ...before, detail: 'crisisverblijf', provider: otherRegionProvider(biography) });
  biography.register(before.from + 8, biography.home.code);
  biography.care('44A28', { from, to: from + random.int(120, 300) }, { startSent: true });
};

/** The same, but the stay elsewhere became known late: responsibility changes from the first day. */
export const chainFoundLate: Story = (biography) => {
  const { random, setting } = biography;
  const from = biography.day(-100, -20);
  oldEnough(biography, from);
  askFor(biography, { from, to: from });
  biography.register(biography.birth, otherRegionCode(biography));
  const start = from - random.int(30, 90);
  biography.lateFact('care', {
    from: start,
    to: from,
    detail: 'verblijf',
    provider: otherRegionProvider(biography),
    recordedOn: Math.min(Math.max(start + 61, setting.window.from + 80), setting.knownUntil),
  });
  biography.register(start + 8, biography.home.code);
  biography.care('44A28', { from, to: from + random.int(150, 300) }, { startSent: true });
};

/** Bergen op Zoom for the others, Goes for West-Brabant West. */
const otherRegionCode = ({ setting }: Biography): string => (setting.region.id === 'wbw' ? '0664' : '0748');
const otherRegionProvider = ({ setting }: Biography): string => (setting.region.id === 'wbw' ? '99991008' : '99992008');
