import type { Biography } from '../youths/biography.js';
import { askFor, bornAt, otherMember, someCare } from './at-home.js';
import type { Story } from './story.js';

/** Foster care under guardianship since before 2022: the place of stay under the old law, the last address since. */
export const guardianship: Story = (biography) => {
  const { random, setting } = biography;
  const from = setting.window.from - 365 * random.int(4, 7) - random.int(0, 300);
  biography.birth = from - random.int(700, 2500);
  const fosterHome = otherMember(biography);
  biography.request(from - 40);
  bornAt(biography);
  biography.fact('custody', {
    from: biography.birth,
    to: from - 1,
    municipality: biography.home.code,
    detail: 'ouder',
  });
  biography.fact('custody', { from, municipality: fosterHome, detail: 'GI' });
  biography.fact('actual-stay', { from, municipality: fosterHome });
  biography.register(from + random.int(3, 60), fosterHome);
  biography.care('44A07', { from, to: setting.window.to + 900 }, { startSent: true });
  biography.care('48A03', { from, to: setting.window.to + 900 });
};

/** Help for a youth whose address is kept secret. */
export const secretAddress: Story = (biography) => {
  const care = someCare(biography, 120, 300);
  biography.isSecret = true;
  askFor(biography, care);
  biography.register(biography.birth, biography.home.code, 'woonadres-geheim');
  biography.care('45A53', care);
};

/** A stay that began from a correspondence address: the municipality of the mother at birth is responsible. */
export const correspondenceAddress: Story = (biography) => {
  const stay = someCare(biography, 120, 300);
  askFor(biography, stay);
  biography.register(biography.birth, biography.home.code);
  biography.fact('mother-at-birth', { municipality: otherMember(biography) });
  biography.register(stay.from - 70, biography.home.code, 'briefadres');
  biography.care('43A07', stay);
};

/** Back from abroad without an address: where the youth stayed when help was asked for. */
export const fromAbroad: Story = (biography) => {
  const care = someCare(biography, 120, 300);
  biography.request(care.from - 15);
  biography.register(biography.birth, null, 'buitenland');
  biography.fact('actual-stay', { from: care.from - 40, municipality: biography.home.code });
  biography.care('45A05', care);
};

/** No address, no mother, no known stay: nobody can say who is responsible. */
export const nobodyKnows: Story = (biography) => {
  const care = someCare(biography, 120, 300);
  askFor(biography, care);
  biography.register(biography.birth, biography.home.code, 'bijzondere-opvang');
  biography.care('45A48', care);
};

/** Address under investigation (art. 2.26 Wet BRP), with the mother known. */
export const addressInDoubt: Story = (biography) => {
  const care = someCare(biography, 150, 300);
  askFor(biography, care);
  biography.register(biography.birth, biography.home.code);
  biography.fact('mother-at-birth', { municipality: otherMember(biography) });
  biography.register(care.from + 20, biography.home.code, 'woonadres-in-onderzoek');
  biography.care('45A48', care);
};

const fact = (biography: Biography, form: string, [from, to]: readonly [number, number], linked = false): void => {
  biography.fact('care', { from, to, detail: form, provider: 'Voorbeeld JJI', jjiLinked: linked });
};

/** Probation connected with a stay in youth detention: the address before that stay. */
export const afterDetention: Story = (biography) => {
  const { window } = biography.setting;
  const out = biography.day(-120, -10);
  biography.birth = window.from - 365 * 16 - biography.random.int(0, 300);
  biography.request(out - 100);
  bornAt(biography);
  fact(biography, 'jji', [out - 90, out]);
  fact(biography, 'jeugdreclassering', [out + 1, window.to + 90], true);
  biography.register(out + 5, otherMember(biography));
  biography.care('47A01', { from: out + 1, to: window.to + 90 });
};

/** Regular respite (logeren) together with help at home: by the FAQ a stay, and therefore a chain. */
export const respite: Story = (biography) => {
  const { window } = biography.setting;
  const from = biography.day(-200, 5);
  const to = window.to + 100;
  biography.request(from - 30);
  bornAt(biography);
  const { offer } = biography.care('44A09', { from, to });
  biography.fact('care', { from, to, detail: 'logeren', provider: offer.provider.agb, regular: true });
  biography.care('45A48', { from: from - 5, to });
};
