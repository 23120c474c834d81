import type { ReviewReason } from '../law/rules.js';
import type { Language } from '@regieboek/kernel';

/** One sentence per review reason, in Dutch and in English. */
export const reviewSentences: Record<ReviewReason, Record<Language, string>> = {
  undetermined: {
    nl: 'Beoordelen: de bekende feiten wijzen geen gemeente aan.',
    en: 'Review: the known facts determine no municipality.',
  },
  'jji-linked': {
    nl: 'Beoordelen: de samenhang met het verblijf in een justitiële jeugdinrichting bepaalt de uitkomst.',
    en: 'Review: the link with the stay in a youth detention centre decides the outcome.',
  },
  'mother-at-birth': {
    nl: 'Beoordelen: de gemeente van de moeder bij de geboorte bepaalt de uitkomst.',
    en: "Review: the mother's municipality at the birth decides the outcome.",
  },
  'actual-stay': {
    nl: 'Beoordelen: de feitelijke verblijfplaats bij de hulpvraag bepaalt de uitkomst.',
    en: 'Review: the actual stay at the request for help decides the outcome.',
  },
  abroad: {
    nl: 'Beoordelen: de jeugdige woonde op de peildatum buiten Nederland.',
    en: 'Review: the youth lived outside the Netherlands on the reference day.',
  },
  'short-gap': {
    nl: 'Beoordelen: tussen twee verblijven zit een onderbreking van één tot veertien dagen.',
    en: 'Review: there is a gap of one to fourteen days between two stays.',
  },
  'institution-address': {
    nl: 'Beoordelen: het woonadres op de peildatum is dat van een instelling.',
    en: 'Review: the home address on the reference day is that of an institution.',
  },
  'special-reception': {
    nl: 'Beoordelen: het adres op de peildatum is dat van een bijzondere opvang.',
    en: 'Review: the address on the reference day is that of a special reception.',
  },
  'move-before-stay': {
    nl: 'Beoordelen: de inschrijving wijzigde in de zeven dagen voor het verblijf.',
    en: 'Review: the registration changed in the seven days before the stay.',
  },
  'born-into-stay': {
    nl: 'Beoordelen: het kind is tijdens het verblijf geboren en had daarvoor geen eigen adres.',
    en: 'Review: the child was born during the stay and had no address of its own before it.',
  },
  'part-time-stay': {
    nl: 'Beoordelen: of regelmatig logeren als verblijf telt, is omstreden.',
    en: 'Review: whether regular respite counts as a stay is disputed.',
  },
  'wlz-stay': {
    nl: 'Beoordelen: vanaf welke dag een verblijf op grond van de Wlz meetelt, staat niet vast.',
    en: 'Review: the first day on which a Wlz stay counts is uncertain.',
  },
  'split-municipality': {
    nl: 'Beoordelen: de gemeente is gesplitst; alleen het adres zegt welke gemeente haar opvolgt.',
    en: 'Review: the municipality was split; only the address determines its successor.',
  },
  'jji-stay-unknown': {
    nl: 'Beoordelen: de hulp hangt samen met een verblijf in een justitiële jeugdinrichting dat niet bekend is.',
    en: 'Review: the help is linked to an unknown stay in a youth detention centre.',
  },
  'parent-from-registration': {
    nl: 'Beoordelen: bij welke ouder het kind verbleef, is uit de inschrijving afgeleid.',
    en: 'Review: the parent with whom the child stayed was derived from its registration.',
  },
  'doubtful-address': {
    nl: 'Beoordelen: het adres van inschrijving is in onderzoek of dat van een bijzondere opvang.',
    en: 'Review: the registered address is under investigation or belongs to a special reception.',
  },
  'decided-code-ended': {
    nl: 'Beoordelen: de afgesproken of opgelegde gemeente bestond op deze dagen niet meer; haar opvolger is genomen, of niemand als zij is gesplitst.',
    en: 'Review: the agreed or imposed municipality no longer existed on these days; its successor was used, or none if it was split.',
  },
  'decisions-overlap': {
    nl: 'Beoordelen: meer dan één afspraak of uitspraak geldt voor deze dagen; de laatst vastgelegde is gevolgd.',
    en: 'Review: more than one agreement or judgment covers these days; the last recorded one was used.',
  },
  'settled-period-changed': {
    nl: 'Beoordelen: een later bekend geworden feit wijzigt een afgesloten periode.',
    en: 'Review: a fact that became known later changes a settled period.',
  },
};
