import { toDay } from '@regieboek/kernel';
import type { Biography } from '../youths/biography.js';
import { providerOfForm } from '../region/setting.js';
import { askFor, bornAt, otherMember, someCare } from './at-home.js';
import type { Story } from './story.js';

/** A long stay that covers the months declared. */
function longStay(biography: Biography) {
  const stay = { from: biography.day(-250, -40), to: biography.setting.window.to + 200 };
  askFor(biography, stay);
  bornAt(biography);
  return stay;
}

/** A residential group with a holiday, weekend leave and running away: partly paid. */
export const absences: Story = (biography) => {
  const stay = longStay(biography);
  const { window } = biography.setting;
  const provider = providerOfForm(biography.setting, 'verblijf');
  const holiday = window.from + biography.random.int(3, 8);
  const weekend = window.from + 5 - ((((window.from + 3) % 7) + 7) % 7) + 21;
  const days = [
    biography.away(provider, { kind: 'holiday', from: holiday, to: holiday + biography.random.int(6, 17) }),
    biography.away(provider, { kind: 'weekend', from: weekend, to: weekend + 1 }),
  ];
  const last = window.to - 40;
  if (last > weekend + 20)
    days.push(biography.away(provider, { kind: 'runaway', from: last, to: last + biography.random.int(4, 22) }));
  biography.care('43A07', stay, { absences: days, startSent: true });
};

/** A stay away from the group without any pay: an admission to a hospital. */
export const admission: Story = (biography) => {
  const stay = longStay(biography);
  const provider = providerOfForm(biography.setting, 'verblijf');
  const from = biography.setting.window.from + biography.random.int(4, 10);
  const away = biography.away(provider, { kind: 'admission', from, to: from + biography.random.int(3, 9) });
  biography.care('44A28', stay, { absences: [away], startSent: true });
};

/** A stay that stopped for a while (code 20) and started again. */
export const interrupted: Story = (biography) => {
  const stay = longStay(biography);
  const from = biography.setting.window.from + biography.random.int(5, 9);
  const pause = { from, to: from + biography.random.int(5, 14) };
  biography.care('44A28', stay, { pause, startSent: true });
};

/** The group forgot to report that a youth left for a family home: two places on the same nights. */
export const doubleNight: Story = (biography) => {
  const from = biography.day(-150, -60);
  const moved = biography.setting.window.from + biography.random.int(8, 18);
  askFor(biography, { from, to: moved });
  bornAt(biography);
  biography.care('44A28', { from, to: moved + biography.random.int(2, 3) }, { startSent: true, endReason: '38' });
  biography.care('44A08', { from: moved, to: moved + 300 }, { startSent: true });
};

/** One of the four places in the small home in Dordrecht, or in a family home if there is none. */
export const smallHome: Story = (biography) => {
  const open = toDay('2024-11-01');
  const { window, region } = biography.setting;
  const from = Math.max(open, window.from - biography.random.int(60, 400));
  const stay = { from, to: Math.max(from, window.to) + 200 };
  askFor(biography, stay);
  bornAt(biography);
  const hasHome = region.id === 'zhz' && window.to > open;
  biography.care(hasHome ? '44A30' : '44A08', stay, { startSent: true });
  if (hasHome) biography.register(from + 10, '0505', 'woonadres-instelling');
};

/** A fifth youth for some nights: more than agreed places. */
export const fifthPlace: Story = (biography) => {
  const { window, region } = biography.setting;
  const from = Math.max(toDay('2024-11-01'), window.from + biography.random.int(6, 16));
  const stay = { from, to: from + biography.random.int(5, 12) };
  askFor(biography, stay);
  bornAt(biography);
  biography.care(region.id === 'zhz' && window.to > from ? '44A30' : '46A03', stay, { startSent: true });
};

/** A budget for a category instead of a volume of a product (aspecific assignment). */
export const budget: Story = (biography) => {
  const { window } = biography.setting;
  const care = { from: window.from - biography.random.int(20, 120), to: window.to + 60 };
  askFor(biography, care);
  bornAt(biography);
  const cents = 100_000 * biography.random.int(25, 45);
  biography.care('45A05', care, { granted: { kind: 'budget', cents }, assigned: care });
};

/** An assignment that was sent by mistake and removed (reason 13), and a valid one. */
export const removedAssignment: Story = (biography) => {
  const care = someCare(biography, 120, 300);
  askFor(biography, care);
  bornAt(biography);
  biography.care('45A48', care);
  biography.care('45A06', care, { removed: true, startSent: false, assigned: { from: care.from, to: care.to } });
};

/** A stay of a youth whose mother lived elsewhere at the birth: plain, for the address before the stay is known. */
export const familyElsewhere: Story = (biography) => {
  const stay = longStay(biography);
  biography.fact('mother-at-birth', { municipality: otherMember(biography) });
  biography.care('43A37', stay);
};
