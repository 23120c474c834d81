import type {
  JW315AangevraagdProduct,
  JW317NieuwProduct,
  JW317TeWijzigenProduct,
  Verwijzer,
} from '../../generated/messages.js';
import { frequencyRule, overlapRule, productRules, volumeRules, type GrantPlace } from './grant-rules.js';
import {
  changeRequests,
  changingProducts,
  newProducts,
  requestedProducts,
  unchangedProducts,
} from './message-parts.js';
import { messageRule, uniqueRule, type MessageRule } from './message-rule.js';
import { signedOn } from './person-rules.js';

const requestedPlace: GrantPlace<JW315AangevraagdProduct> = {
  message: 'JW315',
  on: 'AangevraagdProduct',
  end: 'ToewijzingEinddatum',
  noun: 'aangevraagd product',
  parts: requestedProducts,
  view: (part) => ({ ...part, from: part.toewijzingIngangsdatum, to: part.toewijzingEinddatum }),
};

const newPlace: GrantPlace<JW317NieuwProduct> = {
  message: 'JW317',
  on: 'NieuwProduct',
  end: 'Einddatum',
  noun: 'nieuw product',
  parts: newProducts,
  view: (part) => ({ ...part, from: part.gewensteIngangsdatum, to: part.einddatum }),
};

const changingPlace: GrantPlace<JW317TeWijzigenProduct> = {
  message: 'JW317',
  on: 'TeWijzigenProduct',
  end: 'Einddatum',
  noun: 'te wijzigen product',
  parts: changingProducts,
  view: (part) => ({ ...part, from: part.gewensteIngangsdatum, to: part.einddatum }),
};

const requested = { messages: ['JW315'], on: 'AangevraagdProduct' } as const;
const changes = { messages: ['JW317'], on: 'Verzoek' } as const;

/** Referrers of type 02 to 05 are medical and have an AGB code (zorgverlenercode). */
const isMedical = ({ type }: Verwijzer): boolean => type >= '02' && type <= '05';

const referenceOf = ({ referentieAanbieder }: JW315AangevraagdProduct): string => referentieAanbieder;

const requestRules: readonly MessageRule[] = [
  uniqueRule(
    { ...requested, element: 'ReferentieAanbieder' },
    'Deze referentie komt al eerder in het bericht voor; geef elk aangevraagd product een eigen referentie.',
    [requestedProducts, referenceOf],
  ),
  uniqueRule(
    { ...requested, element: 'ReferentieAanbieder' },
    'Deze referentie is niet uniek binnen het verzoek; geef elk aangevraagd product een eigen referentie.',
    [requestedProducts, referenceOf],
    'TR383',
  ),
  overlapRule('TR386', requestedPlace),
  ...volumeRules(requestedPlace),
  ...productRules(requestedPlace, 'CD095'),
  frequencyRule('CS343', requestedPlace),
  messageRule(
    'CD043',
    { ...requested, element: 'BeschikkingIngangsdatum' },
    'BeschikkingIngangsdatum en BeschikkingNummer horen bij elkaar: vul beide of geen van beide.',
    [
      requestedProducts,
      ({ beschikkingNummer, beschikkingIngangsdatum }) =>
        (beschikkingNummer === undefined) !== (beschikkingIngangsdatum === undefined),
    ],
  ),
  messageRule(
    'CD066',
    { ...requested, element: 'Verwijzer/Naam' },
    'Bij een medische verwijzer (02 tot en met 05) met AGB-code moet de naam leeg blijven.',
    [
      requestedProducts,
      ({ verwijzer }) =>
        isMedical(verwijzer) && verwijzer.zorgverlenerCode !== undefined && verwijzer.naam !== undefined,
    ],
  ),
  messageRule(
    'CD067',
    { ...requested, element: 'Verwijzer/Naam' },
    'Bij een medische verwijzer (02 tot en met 05) zonder AGB-code is de naam verplicht.',
    [
      requestedProducts,
      ({ verwijzer }) =>
        isMedical(verwijzer) && verwijzer.zorgverlenerCode === undefined && verwijzer.naam === undefined,
    ],
  ),
  messageRule(
    'CD068',
    { ...requested, element: 'Verwijzer/ZorgverlenerCode' },
    'Een AGB-code mag alleen bij een medische verwijzer (02 tot en met 05); laat haar weg.',
    [requestedProducts, ({ verwijzer }) => !isMedical(verwijzer) && verwijzer.zorgverlenerCode !== undefined],
  ),
];

const newProductKey = ({ product, gewensteIngangsdatum }: JW317NieuwProduct): string =>
  // NUL cannot occur in XML text, so no two products share a key.
  [product?.categorie, product?.code, gewensteIngangsdatum].join('\0');

const repeatedNumber = 'Dit toewijzingnummer komt al eerder in deze lijst voor; noem elke toewijzing één keer.';

const changeRules: readonly MessageRule[] = [
  uniqueRule({ messages: ['JW317'], on: 'OngewijzigdProduct', element: 'ToewijzingNummer' }, repeatedNumber, [
    unchangedProducts,
    ({ toewijzingNummer }) => String(toewijzingNummer),
  ]),
  uniqueRule({ messages: ['JW317'], on: 'TeWijzigenProduct', element: 'ToewijzingNummer' }, repeatedNumber, [
    changingProducts,
    ({ toewijzingNummer }) => String(toewijzingNummer),
  ]),
  uniqueRule(
    { messages: ['JW317'], on: 'NieuwProduct' },
    'Dit product met deze gewenste ingangsdatum komt al eerder onder de nieuwe producten voor.',
    [newProducts, newProductKey],
  ),
  messageRule('TR352', changes, 'Een verzoek om wijziging moet een ongewijzigd of een te wijzigen product noemen.', [
    changeRequests,
    ({ ongewijzigdeProducten, teWijzigenProducten }) => !ongewijzigdeProducten && !teWijzigenProducten,
  ]),
  messageRule('TR353', changes, 'Een verzoek om wijziging moet een te wijzigen of een nieuw product bevatten.', [
    changeRequests,
    ({ teWijzigenProducten, nieuweProducten }) => !teWijzigenProducten && !nieuweProducten,
  ]),
  messageRule(
    'TR380',
    { messages: ['JW317'], on: 'NieuwProduct', element: 'GewensteIngangsdatum' },
    'Een nieuw product moet na de dagtekening van het bericht ingaan.',
    [newProducts, ({ gewensteIngangsdatum }, message) => gewensteIngangsdatum <= signedOn(message)],
  ),
  overlapRule('TR410', newPlace),
  ...volumeRules(newPlace),
  ...productRules(newPlace, 'CD096'),
  frequencyRule('CS338', newPlace),
  ...volumeRules(changingPlace),
  frequencyRule('CS338', changingPlace),
];

/** Rules of level 2 on a request for assignment (JW315) and a request for change (JW317) (iJw 3.2, §10). */
export const requestLevelTwo: readonly MessageRule[] = [...requestRules, ...changeRules];
