import type { Fault, Language } from '@regieboek/kernel';
import { dutchFault, dutchPlace } from './dutch-faults.js';

/** Text of a fault in a language. */
export const faultText = (text: string, language: Language): string => (language === 'nl' ? dutchFault(text) : text);

/** A fault in a language. */
export const faultIn = ({ place, text }: Fault, language: Language): Fault => ({
  place: language === 'nl' ? dutchPlace(place) : place,
  text: faultText(text, language),
});

/** Place and text of a fault in a language. */
export function faultLine(fault: Fault, language: Language): string {
  const { place, text } = faultIn(fault, language);
  return `${place}: ${text}`;
}
