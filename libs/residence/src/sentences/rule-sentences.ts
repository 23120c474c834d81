import type { Language } from '@regieboek/kernel';
import type { RuleId } from '../law/rules.js';
import type { SentenceValues } from './wording.js';

type Sentence = (named: SentenceValues, inChain: boolean) => string;

/** `inChain`: true when a chain of stays decides the answer, so that its start and reference day can be named. */
const whenNl = ({ chainStart, referenceDay }: SentenceValues, inChain: boolean): string =>
  inChain
    ? `op ${referenceDay}, de dag voor het aaneengesloten verblijf dat op ${chainStart} begon,`
    : 'op de dag zelf';
const whenEn = ({ chainStart, referenceDay }: SentenceValues, inChain: boolean): string =>
  inChain ? `on ${referenceDay}, the day before the unbroken stay that began on ${chainStart},` : 'on the day itself';

/** One sentence per rule of the decision table, in Dutch and in English. */
export const ruleSentences: Record<RuleId, Record<Language, Sentence>> = {
  'WPB-O1': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat een afspraak, bindend advies, uitspraak of convenant dat voor deze dagen bepaalt.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because an agreement, binding advice, judgment or covenant determines that for these days.`,
  },
  'WPB-2015-V1': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat wie voor 2022 het gezag had daar de woonplaats had.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because before 2022 the holder of authority had its residence there.`,
  },
  'WPB-2015-V1b': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat de ouders met gezag apart woonden en het kind werkelijk verbleef, of het laatst verbleef, bij de ouder die daar woonde.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because the parents with authority lived apart and the child actually stayed, or last stayed, with the parent who lived there.`,
  },
  'WPB-2015-V2': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat een gecertificeerde instelling voogd was en de jeugdige daar werkelijk verbleef.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because a certified institution was guardian and the youth actually stayed there.`,
  },
  'WPB-2015-V3': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat de woonplaats onbekend of buiten Nederland was en de jeugdige daar verbleef toen om hulp werd gevraagd.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because the residence was unknown or outside the Netherlands and the youth stayed there when help was asked for.`,
  },
  'WPB-2015-V4': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat de jeugdige achttien jaar of ouder was en daar zelf ingeschreven stond.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because the youth was eighteen or older and was registered there.`,
  },
  'WPB-2015-V5': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat niemand meer het gezag had en de laatste afgeleide woonplaats, die daar was, blijft gelden.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because nobody held authority any more and the last derived residence, which was there, continues to apply.`,
  },
  'WPB-2015-U1': {
    nl: () =>
      'De verantwoordelijke gemeente is onbepaald, omdat geen regel van voor 2022 met de bekende feiten een gemeente aanwijst.',
    en: () =>
      'The responsible municipality is undetermined, because no rule from before 2022 determines a municipality from the known facts.',
  },
  'WPB-2022-V1': {
    nl: ({ municipality }) =>
      `Gemeente ${municipality} is verantwoordelijk, omdat er geen verblijf was en de jeugdige op de dag zelf daar een woonadres in de BRP had.`,
    en: ({ municipality }) =>
      `Municipality ${municipality} is responsible, because there was no stay and the youth had its home address in the BRP there on the day itself.`,
  },
  'WPB-2022-V2': {
    nl: (named, inChain) =>
      `Gemeente ${named.municipality} is verantwoordelijk, omdat de jeugdige ${whenNl(named, inChain)} daar een woonadres in de BRP had.`,
    en: (named, inChain) =>
      `Municipality ${named.municipality} is responsible, because ${whenEn(named, inChain)} the youth had its home address in the BRP there.`,
  },
  'WPB-2022-V2b': {
    nl: (named, inChain) =>
      `Gemeente ${named.municipality} is verantwoordelijk, omdat de hulp samenhangt met een verblijf in een justitiële jeugdinrichting en de jeugdige ${whenNl(named, inChain)} daar een woonadres in de BRP had.`,
    en: (named, inChain) =>
      `Municipality ${named.municipality} is responsible, because the help is linked to a stay in a youth detention centre and ${whenEn(named, inChain)} the youth had its home address in the BRP there.`,
  },
  'WPB-2022-V3a': {
    nl: (named, inChain) =>
      `Gemeente ${named.municipality} is verantwoordelijk, omdat de jeugdige ${whenNl(named, inChain)} geen vaststaand woonadres in de BRP had en de moeder bij de geboorte in die gemeente stond ingeschreven.`,
    en: (named, inChain) =>
      `Municipality ${named.municipality} is responsible, because ${whenEn(named, inChain)} the youth had no undisputed home address in the BRP and the mother was registered in that municipality at the birth.`,
  },
  'WPB-2022-V3b': {
    nl: (named, inChain) =>
      `Gemeente ${named.municipality} is verantwoordelijk, omdat de jeugdige ${whenNl(named, inChain)} geen vaststaand woonadres in de BRP had, de gemeente van de moeder bij de geboorte onbekend is en de jeugdige daar verbleef toen om hulp werd gevraagd.`,
    en: (named, inChain) =>
      `Municipality ${named.municipality} is responsible, because ${whenEn(named, inChain)} the youth had no undisputed home address in the BRP, the mother's municipality at the birth is unknown, and the youth stayed there when help was asked for.`,
  },
  'WPB-2022-V4': {
    nl: (named, inChain) =>
      `Gemeente ${named.municipality} is verantwoordelijk, omdat de jeugdige ${whenNl(named, inChain)} buiten Nederland woonde en daar verbleef toen om hulp werd gevraagd.`,
    en: (named, inChain) =>
      `Municipality ${named.municipality} is responsible, because ${whenEn(named, inChain)} the youth lived outside the Netherlands and stayed there when help was asked for.`,
  },
  'WPB-2022-U1': {
    nl: (named, inChain) =>
      `De verantwoordelijke gemeente is onbepaald, omdat ${whenNl(named, inChain)} geen enkele regel met de bekende feiten een gemeente aanwijst.`,
    en: (named, inChain) =>
      `The responsible municipality is undetermined, because ${whenEn(named, inChain)} no rule determines a municipality from the known facts.`,
  },
  'WPB-P1': {
    nl: ({ municipality, claimOn }) =>
      `Gemeente ${municipality} betaalt, omdat de aanbieder van geen andere gemeente wist, en verrekent dat met de verantwoordelijke gemeente (${claimOn}).`,
    en: ({ municipality, claimOn }) =>
      `Municipality ${municipality} pays, because the provider knew no other municipality, and settles it with the responsible municipality (${claimOn}).`,
  },
};
