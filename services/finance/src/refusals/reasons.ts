import { retourCodeMeaning } from '@regieboek/ijw';
import type { Language, Sentence } from '@regieboek/kernel';
import { refusalTexts } from './texts.js';
import type { RefusedItem } from './refused-item.js';

/** Reason of a refusal: its code, its sentence, and how the sender or the region settles it. */
export interface Reason {
  /** Retour code (WJ001); null when the message was refused before it could be judged. */
  readonly code: string | null;
  readonly text: string;
  readonly remedy: string;
}

const known = new Map<string, { readonly meaning: string; readonly remedy: Sentence }>(Object.entries(refusalTexts));

/** The Dutch sentence is that of the standard. */
const sentenceOf = (code: string, language: Language): string =>
  (language === 'nl' ? retourCodeMeaning(code) : known.get(code)?.meaning) ?? code;

const otherRemedy: Sentence = {
  nl: 'Vraag de beheerder wat deze code betekent.',
  en: 'Ask the administrator what this code means.',
};

const resend: Sentence = {
  nl: 'Herstel het bericht en verzend het opnieuw.',
  en: 'Correct the message and send it again.',
};

/** Reasons of a refusal in a language. Faults of the content of a message are in the language of the standard, Dutch. */
export function reasonsOf({ codes, faults }: Pick<RefusedItem, 'codes' | 'faults'>, language: Language): Reason[] {
  const byCode = codes
    .filter((code) => faults.length === 0 || code !== '0001')
    .map((code) => ({
      code,
      text: sentenceOf(code, language),
      remedy: (known.get(code)?.remedy ?? otherRemedy)[language],
    }));
  const technical = codes.includes('0001') ? '0001' : null;
  const byFault = faults.map(({ place, text }) => ({
    code: technical,
    text: `${place}: ${text}`,
    remedy: resend[language],
  }));
  return [...byCode, ...byFault];
}
