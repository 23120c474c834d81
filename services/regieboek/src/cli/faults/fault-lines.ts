import type { Fault } from '@regieboek/platform';
import type { Language } from '@regieboek/kernel';
import { dutchFault, dutchPlace } from './dutch-faults.js';

/** Text of a fault in a language. */
export const faultText = (text: string, language: Language): string => (language === 'nl' ? dutchFault(text) : text);

/** Place and text of a fault in a language. */
export const faultLine = ({ place, text }: Fault, language: Language): string =>
  `${language === 'nl' ? dutchPlace(place) : place}: ${faultText(text, language)}`;
