import type { Sentence } from '@regieboek/kernel';
import { explainReview, isReviewReason } from '@regieboek/residence';

/** Reasons of open items that the residence principle does not have. */
const ownReasons: Readonly<Record<string, Sentence>> = {
  undecided: {
    nl: 'De declaratie is ontvangen en nog niet beoordeeld.',
    en: 'The declaration was received and is not decided yet.',
  },
  'start-unknown': {
    nl: 'Van deze hulp is geen startbericht bekend; gerekend is met de productperiode.',
    en: 'No start message is known for this care; the product period was used.',
  },
  'outside-care': {
    nl: 'De productperiode ligt buiten de gemelde hulp.',
    en: 'The product period lies outside the reported care.',
  },
};

/** Why an item is open, in words; an unknown reason is shown as its code. */
export function reasonInWords(reason: string): Sentence {
  if (!isReviewReason(reason)) return ownReasons[reason] ?? { nl: reason, en: reason };
  const words = { nl: explainReview(reason, 'nl'), en: explainReview(reason, 'en') };
  const [nl, en] = [words.nl, words.en].map((text) => text.replace(/^(Beoordelen|Review): /, ''));
  return { nl: capital(nl ?? ''), en: capital(en ?? '') };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What one can do about an open item. */
export const wayTexts = {
  continue: {
    nl: 'wacht op de server of start hem: hij beoordeelt ontvangen declaraties; zie ook regieboek parked list',
    en: 'wait for the server or start it: it decides received declarations; see also regieboek parked list',
  },
  start: {
    nl: 'laat de aanbieder het startbericht (JW305) sturen en importeer het',
    en: 'have the provider send the start message (JW305), and import it',
  },
  stop: {
    nl: 'laat de aanbieder start en stop (JW305, JW307) herstellen, of de regel crediteren',
    en: 'have the provider correct start and stop (JW305, JW307), or credit the line',
  },
  fact: {
    nl: 'leg het ontbrekende woonplaatsfeit vast, zoals een inschrijving of gezag',
    en: 'record the missing residence fact, such as a registration or custody',
  },
  decision: {
    nl: 'leg vast welke gemeente het volgens afspraak of uitspraak is',
    en: 'record which municipality it is by agreement or judgment',
  },
  once: {
    nl: 'keur deze regel goed voor deze maand, met een reden, bij het afsluiten',
    en: 'waive this line for this month, with a reason, when it is sealed',
  },
  standing: {
    nl: 'keur deze reden van deze jeugdige goed voor een aantal maanden',
    en: 'waive this reason of this youth for a range of months',
  },
} as const satisfies Readonly<Record<string, Sentence>>;
