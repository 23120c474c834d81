import { OPEN } from '@regieboek/kernel';
import type { Biography } from '../youths/biography.js';
import { askFor, bornAt, elsewhere, someCare } from './at-home.js';
import type { Story } from './story.js';

/** After a while the youth is registered where it stays, which does not change who is responsible. */
export function registeredThere(biography: Biography, since: number, municipality: string, perMille = 450): void {
  if (!biography.random.perMille(perMille)) return;
  const day = since + biography.random.int(5, 90);
  if (day <= biography.setting.window.to) biography.register(day, municipality);
}

/** A stay of one kind; `least` and `most` are days. */
const stay =
  (code: string, least: number, most: number): Story =>
  (biography) => {
    const care = someCare(biography, least, most);
    askFor(biography, care);
    bornAt(biography);
    biography.care(code, care);
    registeredThere(biography, care.from, elsewhere(biography));
  };

/** Foster care (pleegzorg), mostly long. */
export const fosterCare: Story = (biography) => {
  const from = biography.day(-900, 60);
  biography.request(from - 30);
  bornAt(biography);
  biography.care('44A07', { from, to: OPEN });
  registeredThere(biography, from, elsewhere(biography), 700);
};

/** A family home (gezinshuis). */
export const familyHome = stay('44A08', 200, 600);

/** A residential group, with treatment. */
export const residentialGroup = stay('43A07', 60, 330);

/** A residential group, without treatment. */
export const supportedGroup = stay('44A28', 60, 330);

/** A stay in youth mental care. */
export const mentalCareStay = stay('43A37', 30, 150);

/** A crisis: some weeks in a crisis bed. */
export const crisisBed = stay('46A03', 10, 40);
