import { OPEN, type Day, type Interval } from '@regieboek/kernel';
import type { Biography } from '../youths/biography.js';
import type { Story } from './story.js';

/** Registered at birth where the parents live, and maybe a mother known from the register. */
export function bornAt(biography: Biography, municipality = biography.home.code): void {
  biography.register(biography.birth, municipality);
  if (biography.random.perMille(300)) biography.fact('mother-at-birth', { municipality });
}

/** Care that touches the months declared: begun up to ten months before, lasting `least` to `most` days. */
export function someCare(biography: Biography, least: number, most: number): Interval {
  const { window } = biography.setting;
  const length = window.to - window.from;
  const from = biography.day(-260, Math.max(1, Math.floor(length / 3)));
  const to = Math.max(from + biography.random.int(least, most), window.from + biography.random.int(12, 40));
  return { from, to };
}

const hourly = ['45A48', '45A48', '45A53', '45A05', '45A06', '45A49', '45A51', '45A57', '45A65', '45A55'] as const;

/** Ask for help some weeks before it begins. */
export function askFor(biography: Biography, care: Interval): void {
  biography.request(care.from - biography.random.int(10, 45));
}

/** Help at home: by far the most common. */
export const ambulatory: Story = (biography) => {
  const care = someCare(biography, 120, 480);
  askFor(biography, care);
  bornAt(biography);
  biography.care(biography.random.pick(hourly), care);
};

/** Two kinds of help at home at the same time. */
export const twoKindsOfHelp: Story = (biography) => {
  const care = someCare(biography, 120, 420);
  askFor(biography, care);
  bornAt(biography);
  biography.care('45A48', care);
  biography.care('45A06', { from: care.from + 20, to: Math.max(care.from + 95, care.to - 30) });
};

/** A result agreed on: a part at the start, a part at the end, or an arrangement in euros. */
export const trajectory: Story = (biography) => {
  const care = someCare(biography, 100, 260);
  askFor(biography, care);
  bornAt(biography);
  biography.care(biography.random.perMille(600) ? '45A08' : '50A00', care, { assigned: care });
};

/** Supervision order or probation by a certified institution. */
export const supervised: Story = (biography) => {
  const care = someCare(biography, 200, 400);
  askFor(biography, care);
  bornAt(biography);
  biography.care(biography.random.pick(['48A01', '48A01', '47A01']), { from: care.from, to: OPEN });
  if (biography.random.perMille(500)) biography.care('45A48', care);
};

/** Another municipality of the region. */
export const otherMember = (biography: Biography): string => {
  const others = biography.setting.members.filter(({ code }) => code !== biography.home.code);
  return biography.random.weighted(others, ({ weight }) => weight).code;
};

/** Somewhere else: mostly in the region, now and then outside it. */
export const elsewhere = (biography: Biography): string =>
  biography.random.perMille(120) ? biography.random.pick(['0599', '0518', '0855', '0344']) : otherMember(biography);

/** Day in the middle of a month declared, so that a line is split. */
export function dayInside(biography: Biography): Day {
  const { window } = biography.setting;
  return biography.random.int(window.from + 8, Math.max(window.from + 8, window.to - 12));
}
