import type { Language } from '@regieboek/kernel';

/** Reasons to review a line, in Dutch; in English the code is readable. */
const inDutch: Readonly<Record<string, string>> = {
  undecided: 'declaratie nog niet beoordeeld',
  'outside-care': 'buiten de gemelde hulp',
  'start-unknown': 'geen startbericht',
  undetermined: 'niet te bepalen',
  'jji-linked': 'samenhang met JJI',
  'mother-at-birth': 'moeder bij geboorte',
  'actual-stay': 'werkelijk verblijf',
  abroad: 'buitenland',
  'short-gap': 'korte onderbreking',
  'institution-address': 'adres van een instelling',
  'special-reception': 'bijzondere opvang',
  'move-before-stay': 'verhuisd vlak voor het verblijf',
  'born-into-stay': 'geboren tijdens het verblijf',
  'part-time-stay': 'deeltijdverblijf',
  'wlz-stay': 'Wlz-verblijf',
  'split-municipality': 'gesplitste gemeente',
  'jji-stay-unknown': 'JJI-verblijf onbekend',
  'parent-from-registration': 'ouder volgens inschrijving',
  'doubtful-address': 'adres in onderzoek',
  'decided-code-ended': 'afgesproken gemeente bestaat niet meer',
  'settled-period-changed': 'wijzigt een afgesloten periode',
  'decisions-overlap': 'besluiten overlappen',
};

/** A reason to review a line, in words. */
export const reviewInWords = (reason: string, language: Language): string =>
  (language === 'nl' ? inDutch[reason] : undefined) ?? reason;
