import type { Geslacht } from '@regieboek/ijw';
import type { Random } from '../random.js';
import type { PersonName } from './youth.js';

const surnames = [
  'Voorbeeld',
  'Proef',
  'Fictief',
  'Testman',
  'Denkbeeld',
  'Verzonnen',
  'Bedacht',
  'Schijn',
  'Proefstuk',
  'Voorbeeldsma',
  'Fictiva',
  'Testink',
  'Model',
  'Sjabloon',
  'Proefman',
] as const;
const prefixes = ['van', 'de', 'van der', 'van den', 'ter'] as const;
const letters = 'ABCDEFGHJKLMNOPRSTVWZ';

const letter = (random: Random): string => letters.charAt(random.int(0, letters.length - 1));

/** An invented name that cannot be mistaken for a person's. */
export function drawName(random: Random): PersonName {
  const single = random.pick(surnames);
  const surname = random.perMille(300) ? `${single}-${random.pick(surnames)}` : single;
  const initials = letter(random) + (random.perMille(400) ? letter(random) : '');
  return { surname, initials, ...(random.perMille(250) ? { prefix: random.pick(prefixes) } : {}) };
}

/** A sex by the code list of the standard (COD046), now and then unknown. */
export const drawSex = (random: Random): Geslacht => (random.perMille(10) ? '0' : random.perMille(530) ? '1' : '2');
