import type { RuleId } from '@regieboek/residence';
import type { Words } from '../table.js';

/** A rule of the residence principle in one sentence, with its article; null for an agreement or a ruling, which needs none. */
interface RuleText {
  readonly words: Words;
  readonly article: string | null;
}

const OLD = 'Jeugdwet art. 1.1 (2017), BW 1:12';
const NEW = 'Jeugdwet art. 1.1 (Stb. 2020, 78)';

const old = (nl: string, en: string): RuleText => ({ words: { nl, en }, article: OLD });
const now = (nl: string, en: string): RuleText => ({ words: { nl, en }, article: NEW });

/** Every rule that decides which municipality bears or pays. */
export const ruleTexts: Readonly<Record<RuleId, RuleText>> = {
  'WPB-O1': {
    words: {
      nl: 'de gemeente die een afspraak, bindend advies, uitspraak of convenant voor deze dagen noemt',
      en: 'the municipality that an agreement, binding advice, judgment or covenant names for these days',
    },
    article: null,
  },
  'WPB-2015-V1': old(
    'de gemeente waar wie het gezag had de woonplaats had',
    'the municipality in which the holder of authority had its residence',
  ),
  'WPB-2015-V1b': old(
    'ouders met gezag woonden apart: de gemeente van de ouder bij wie het kind werkelijk verbleef',
    'parents with authority lived apart: the municipality of the parent with whom the child actually stayed',
  ),
  'WPB-2015-V2': old(
    'een gecertificeerde instelling was voogd: de gemeente van het werkelijke verblijf',
    'a certified institution was guardian: the municipality of the actual stay',
  ),
  'WPB-2015-V3': old(
    'woonplaats onbekend of buiten Nederland: de gemeente van het verblijf toen om hulp werd gevraagd',
    'residence unknown or abroad: the municipality of the stay when help was asked for',
  ),
  'WPB-2015-V4': old(
    'achttien jaar of ouder: de gemeente waar de jeugdige was ingeschreven',
    'eighteen or older: the municipality in which the youth was registered',
  ),
  'WPB-2015-V5': old(
    'niemand had meer het gezag: de laatste afgeleide woonplaats',
    'nobody held authority any more: the last derived residence',
  ),
  'WPB-2015-U1': old('onbepaald: geen regel van voor 2022 past', 'undetermined: no rule from before 2022 applies'),
  'WPB-2022-V1': now(
    'geen verblijf: de gemeente van het woonadres in de BRP op de dag zelf',
    'no stay: the municipality of the home address in the BRP on the day itself',
  ),
  'WPB-2022-V2': now(
    'verblijf: de gemeente van het woonadres in de BRP op de dag voor het aaneengesloten verblijf',
    'stay: the municipality of the home address in the BRP on the day before the unbroken stay',
  ),
  'WPB-2022-V2b': now(
    'hulp na een justitiële jeugdinrichting: de gemeente van het woonadres op de dag voor dat verblijf',
    'help after a youth detention centre: the municipality of the home address on the day before that stay',
  ),
  'WPB-2022-V3a': now(
    'geen vaststaand woonadres: de gemeente van de moeder bij de geboorte',
    'no undisputed home address: the municipality of the mother at the birth',
  ),
  'WPB-2022-V3b': now(
    'geen vaststaand woonadres en moeder onbekend: de gemeente van het verblijf toen om hulp werd gevraagd',
    'no undisputed home address and mother unknown: the municipality of the stay when help was asked for',
  ),
  'WPB-2022-V4': now(
    'woonplaats buiten Nederland: de gemeente van het verblijf toen om hulp werd gevraagd',
    'residence abroad: the municipality of the stay when help was asked for',
  ),
  'WPB-2022-U1': now('onbepaald: geen enkele regel past', 'undetermined: no rule applies'),
  'WPB-P1': {
    words: {
      nl: 'de gemeente die de aanbieder kende betaalt, en verrekent met de verantwoordelijke gemeente',
      en: 'the municipality that the provider knew pays, and settles with the responsible municipality',
    },
    article: 'Jeugdwet art. 8.2.1',
  },
};
